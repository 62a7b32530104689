/** What a command answers: done, or why not. The text for a code is in `messages`, checked by types. */
export type Outcome<T, Code extends string> = { ok: true; value: T } | { ok: false; code: Code };
