/** Why a text is not valid YAML, by the reason told of it; in words that repeat nothing of the text. */
export function yamlWords(reason: string): string {
  return sentences[reason] ?? 'This is not valid YAML.';
}

const sentences: Readonly<Record<string, string>> = {
  'list-not-closed':
    'Not valid YAML: a list that begins here is not closed. Its closing bracket is missing, or stands too far left.',
  'map-not-closed':
    'Not valid YAML: a map that begins here is not closed. Its closing brace is missing, or stands too far left.',
  'quote-not-closed': 'Not valid YAML: a quote that begins here is not closed.',
  BAD_ALIAS: 'Not valid YAML: an alias needs a name after its asterisk.',
  ALIAS_PROPS: 'Not valid YAML: an alias takes neither tag nor anchor.',
  BAD_DQ_ESCAPE:
    'Not valid YAML: this escape does not exist in double quotes. Write the backslash twice, or use single quotes.',
  BAD_INDENT: 'Not valid YAML: the indentation does not fit. Keys of one block start in the same column.',
  BAD_SCALAR_START: 'Not valid YAML: a value cannot start with this character. Put it in quotes.',
  BLOCK_AS_IMPLICIT_KEY:
    'Not valid YAML: a key begins inside the value of another. Put the value in quotes, or start a new line in the right column.',
  BLOCK_IN_FLOW: 'Not valid YAML: inside brackets, values are written with brackets and commas.',
  MISSING_CHAR: 'Not valid YAML: something is missing here, such as a colon or a comma.',
  MULTILINE_IMPLICIT_KEY: 'Not valid YAML: a key ends on its own line. A colon may be missing.',
  TAB_AS_INDENT: 'Not valid YAML: lines are indented with blanks, not with tabs.',
  UNEXPECTED_TOKEN: 'Not valid YAML: this does not belong here.',
  TAG_RESOLVE_FAILED: 'Not valid YAML: this tag is not known.',
  KEY_OVER_1024_CHARS: 'Not valid YAML: a key may have 1,024 characters at most.',
};
