// Annotation: what ingestion would find in a text, and what the graph knows of it.
import { wrongArgument } from '../src/graph/errors.ts'
import type { Entity } from '../src/graph/entities.ts'
import { MAX_TEXT_LENGTH } from '../src/graph/papers.ts'
import type { Annotation } from '../src/graph/annotations.ts'
import type { Context } from './builder.ts'
import { builder } from './builder.ts'
import { MethodRoleEnum } from './lib/evidence.ts'
import { readText } from './lib/input.ts'
import { EntityKindEnum } from './lib/kinds.ts'
import { EntityRef } from './refs.ts'

/** For the budget of a request: hardly any text speaks of more things than this many characters apart. */
const CHARACTERS_A_MENTION = 10

/** The entity that a mention means: by its most telling name that the graph has, of its kind if there is one. */
async function resolveEntity({ norms, kind }: Annotation, { loaders }: Context): Promise<Entity | null> {
  const found = await Promise.all(
    norms.flatMap((norm) => [loaders.names.load({ norm, kind }), loaders.names.load({ norm })]),
  )
  return found.find((entity) => entity !== null) ?? null
}

const AnnotationRef = builder.objectRef<Annotation>('Annotation').implement({
  description: 'One place of a text that speaks of something. Offsets are UTF-16 code units of the text as given.',
  fields: (t) => ({
    start: t.exposeInt('start', { description: 'Of the first character.' }),
    end: t.exposeInt('end', { description: 'Behind the last character.' }),
    surface: t.exposeString('surface', { description: 'The words as they stand in the text.' }),
    kind: t.field({
      type: EntityKindEnum,
      description: 'What the words look like here; the entity may be of another kind.',
      resolve: ({ kind }) => kind,
    }),
    role: t.field({
      type: MethodRoleEnum,
      nullable: true,
      description: 'What the text does with a method; null for everything that does not look like one.',
      resolve: ({ role }) => role,
    }),
    confidence: t.exposeFloat('confidence', { description: 'How sure the extraction is, 0 to 1.' }),
    rule: t.exposeString('rule', { description: 'The rule of extraction that found it.' }),
    entity: t.field({
      type: EntityRef,
      nullable: true,
      description: 'The entity of the graph that goes by this name, in any spelling; null where there is none.',
      resolve: (annotation, _args, context) => resolveEntity(annotation, context),
    }),
  }),
})

builder.queryFields((t) => ({
  annotate: t.field({
    type: [AnnotationRef],
    description: 'What ingestion would find in a text, in the order of the text. Nothing is written.',
    args: {
      text: t.arg.string({
        required: true,
        description: `A text in English, such as an abstract; at most ${MAX_TEXT_LENGTH} characters.`,
      }),
    },
    extensions: {
      size: ({ text }: { text: string }) => Math.ceil(text.length / CHARACTERS_A_MENTION),
      sizeArgument: 'text',
    },
    resolve: (_root, { text }, { annotator }) => {
      if (annotator === null) throw wrongArgument('text', 'This server does not annotate texts.')
      return annotator.annotate(readText(text, 'text', MAX_TEXT_LENGTH))
    },
  }),
}))
