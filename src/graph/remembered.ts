// Answers that are asked for again and again: words and names come back all the time.

/** The function with its answers remembered: at most `max` of them, all forgotten when there would be more. It must be pure. */
export function remembered<Answer>(max: number, of: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>()
  return (text) => {
    const answer = known.get(text)
    if (answer !== undefined) return answer
    if (known.size >= max) known.clear()
    const made = of(text)
    known.set(text, made)
    return made
  }
}
