// JSON as models write it: in code fences, after a train of thought, cut in the middle. What is whole in it is taken.
import secureJson from 'secure-json-parse'

/** The objects of an answer, before anybody looked at what they say. */
export interface ReadJson {
  /** The answer as a whole; `undefined` where it is no JSON. */
  readonly whole: unknown
  /** The objects in it that hold no other objects, as far as they are complete; what there is where the whole is of no use. */
  readonly parts: readonly unknown[]
}

/** Reads what can be read. Linear in the length of the text, and never fails. */
export function readJson(content: string): ReadJson {
  const text = withoutThoughts(content)
  const start = text.search(/[{[]/)
  if (start === -1) return { whole: undefined, parts: [] }
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1
  // Whatever stands around the object, such as a code fence and friendly words, is left out.
  return { whole: parse(text.slice(start, end)), parts: innermostObjects(text.slice(start)) }
}

/** Models that think aloud do so first. Thoughts without an end are no answer. */
function withoutThoughts(content: string): string {
  const text = content.trimStart()
  if (!text.startsWith('<think>')) return text
  const end = text.indexOf('</think>')
  return end === -1 ? '' : text.slice(end + '</think>'.length)
}

/** Each complete object that holds no other one. The items of an answer are such objects, wherever it broke off. */
function innermostObjects(text: string): readonly unknown[] {
  const found: unknown[] = []
  let start = -1
  let isInString = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (isInString) {
      if (char === '\\') at++
      // No string of JSON goes over the end of a line: one that does was never closed.
      else if (char === '"' || char === '\n') isInString = false
    } else if (char === '"') {
      isInString = true
    } else if (char === '{') {
      start = at
    } else if (char === '}' && start !== -1) {
      const value = parse(text.slice(start, at + 1))
      if (value !== undefined) found.push(value)
      start = -1
    }
  }
  return found
}

function parse(text: string): unknown {
  try {
    return secureJson.parse(text, { protoAction: 'remove', constructorAction: 'remove' })
  } catch {
    return undefined
  }
}
