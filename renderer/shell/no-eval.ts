import { config } from 'zod';

// SECURITY: the page's policy forbids making code from text. Zod probes for that when a schema is made, so this module
// must be evaluated before any module that makes one.
config({ jitless: true });
