/** A gap while it is being written. */
export type TypedGap = { about: string; wrong: string; fix: string; where: string; substitute: string };
