/** The Node binary that really runs, noted before `process.execPath` is made to name the stand-in's executable. */
export const nodeExecutable = process.execPath;
