// Refuses queries that may ask for too many nodes, before anything is read.
import { Kind, getOperationAST, getVariableValues } from 'graphql'
import type { ExecutionArgs, FragmentDefinitionNode } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { countNodes } from './cost.ts'
import type { Cost } from './cost.ts'
import { createRefusal } from './refusal.ts'

/** @param max - Nodes a query may ask for. */
export function limitNodes(max: number): Plugin {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { schema, document, operationName, variableValues } = args as ExecutionArgs
      const operation = getOperationAST(document, operationName)
      if (!operation) return
      const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {})
      if (coerced === undefined) return // Execution says what is wrong with the variables.
      const definitions = document.definitions.filter(
        (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION,
      )
      const fragments = new Map(definitions.map((fragment) => [fragment.name.value, fragment]))
      const cost = countNodes({ schema, operation, fragments, variables: coerced })
      if (cost.nodes > max) setResultAndStopExecution({ errors: [createRefusal(explain(cost, max))] })
    },
  }
}

function explain({ nodes, largest }: Cost, max: number): string {
  const figure = (count: number) => (count > 1e15 ? 'more than 10^15' : count.toLocaleString('en-US'))
  const message = `This query may ask for ${figure(nodes)} nodes; the limit is ${figure(max)}.`
  if (largest === null) return message
  const { path, size, argument } = largest
  const now = `${figure(largest.nodes)} of them are \`${path.join('.')}\`, in lists of ${figure(size)}.`
  return `${message} ${now} ${argument === null ? 'Ask for fewer lists.' : `Set a smaller \`${argument}\` there or further out.`}`
}
