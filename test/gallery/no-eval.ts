import { config } from 'zod';

// The fakes check what they are asked as main does, with zod's full form, which probes whether code can be made of text. The
// page's policy forbids it, so this module is evaluated before any that makes a schema.
config({ jitless: true });
