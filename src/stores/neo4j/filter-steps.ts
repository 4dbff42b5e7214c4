// Filters of many conditions. Neo4j plans a text that holds each of them for seconds, and each form of filter anew; so beyond a few the
// filter is a parameter and one text serves all: conditions and what joins them in postfix order, worked out on a stack for each row.
import { z } from 'zod'
import { conditionsOf, formOf, isJoined, isNegated } from '../../graph/filter.ts'
import type { Condition, Filter } from '../../graph/filter.ts'
import { integer } from './values.ts'

/** So many conditions are written out: the plan can use what is known of them, such as an index on years. */
const MOST_WRITTEN_OUT = 3

/** Whether a filter is worked out step by step. */
export function isStepwise(filter: Filter<Condition>): boolean {
  return conditionsOf(filter).length > MOST_WRITTEN_OUT
}

/** What a step has beside the values of its condition: the number of the condition, or how many results are joined. */
export const stepShape = z.object({ is: z.string(), at: integer.optional(), parts: integer.optional() })

type Step<Values> = z.input<typeof stepShape> | (z.input<typeof stepShape> & Values)

/** The steps of a filter, with the values of each of its conditions, given in their order. */
export function stepsOf<Values extends object>(
  filter: Filter<Condition>,
  values: readonly Values[],
): readonly Step<Values>[] {
  let next = 0
  const steps = (part: Filter<Condition>): readonly Step<Values>[] => {
    if (isNegated(part)) return [...steps(part.of), { is: 'not', parts: 1 }]
    if (isJoined(part)) return [...part.of.flatMap(steps), { is: part.is, parts: part.of.length }]
    const at = next++
    return [{ ...values[at], is: part.is, at }]
  }
  return steps(filter)
}

/** The kinds of conditions that a filter has, each once, in the order of the alphabet: with them the text is known. */
export function kindsOf<Of extends Condition>(filter: Filter<Of>): readonly Of['is'][] {
  return [...new Set(conditionsOf(filter).map(({ is }) => is))].toSorted()
}

/** What the text of a filter depends on: its form, and beyond a few conditions their kinds and what its rows are reached from. */
export function textForm(filter: Filter<Condition>, start: string): string {
  return isStepwise(filter) ? `of ${kindsOf(filter).join(', ')} from ${start}` : formOf(filter)
}

/** Whether the steps `$given.filter` hold, where some kinds are among them, each written as what it says of the variable `step`. */
export function writeSteps<Is extends string>(kinds: readonly Is[], write: (is: Is) => string): string {
  const branches = kinds.map(
    (is) => `
          WHEN '${is}' THEN stack + (${write(is)})`,
  )
  return `reduce(stack = [], step IN $given.filter |
        CASE step.is
          WHEN 'not' THEN stack[..size(stack) - 1] + (NOT stack[size(stack) - 1])
          WHEN 'and' THEN stack[..size(stack) - step.parts] + all(held IN stack[size(stack) - step.parts..] WHERE held)
          WHEN 'or' THEN stack[..size(stack) - step.parts] + any(held IN stack[size(stack) - step.parts..] WHERE held)${branches.join('')}
        END)[0]`
}
