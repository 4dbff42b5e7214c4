// Who asks: a name for the records, and what they may do.

/** What a caller may do, from least to most; each includes those before it. */
export const SCOPES = ['read', 'write', 'admin'] as const
export type Scope = (typeof SCOPES)[number]

/** A caller who has shown who they are. Whoever has not is `null` wherever an actor is spoken of. */
export interface Actor {
  /** What records and logs call them: the name of a key, the subject of a token, `local`. Holds no secret. */
  readonly name: string
  readonly scopes: readonly Scope[]
}

/** Whether an actor may do what a scope stands for. */
export function hasScope({ scopes }: Pick<Actor, 'scopes'>, scope: Scope): boolean {
  return scopes.some((held) => SCOPES.indexOf(held) >= SCOPES.indexOf(scope))
}
