// Targets: which of the terms of a labelled paper are the ones its labels mean.
import type { Forms } from '../../../evaluate/forms.ts'
import { formsOf, isNear, isSame } from '../../../evaluate/forms.ts'
import type { Rows } from '../judge.ts'
import { rowsOf } from '../judge.ts'
import type { Reading } from '../reading.ts'
import { readPaper } from '../reading.ts'
import type { Usages } from '../statistics.ts'
import type { LabelledPaper, LabelledText } from './data.ts'

/** What a term should be judged to be. A weight of 0: the labels do not tell. */
export interface Target {
  readonly isTerm: number
  readonly termWeight: number
  readonly isMethod: number
  readonly methodWeight: number
  readonly isOwn: number
  readonly ownWeight: number
}

/** A labelled paper as rows with targets. */
export interface Lesson {
  readonly text: LabelledText
  readonly reading: Reading
  readonly found: Rows
  readonly targets: readonly Target[]
}

/** Of the names that labels give one thing the fullest is wanted; its other forms are no mistakes, but count less. */
const OTHER_FORM = 0.3

interface Label {
  readonly forms: Forms
  readonly name: Forms
  readonly isMethod: boolean | null
  readonly isOwn: boolean
}

/** Reads a labelled paper. */
export function prepareLesson(text: LabelledText, usages: Usages): Lesson {
  const reading = readPaper(text)
  const surfaces = reading.terms.map(({ places }) =>
    formsOf([...new Set(places.map(({ field, start, end }) => text[field].slice(start, end)))]),
  )
  const targets = surfaces.map(() => ({
    isTerm: 0,
    termWeight: 1,
    isMethod: 0,
    methodWeight: 0,
    isOwn: 0,
    ownWeight: 1,
  }))
  for (const { forms, name, isMethod, isOwn } of labelsOf(text.labels)) {
    const places = (i: number): number => reading.terms[i]?.places.length ?? 0
    const named = (i: number): number => Number(isSame(surfaces[i] ?? NOTHING, name))
    const hits = [...surfaces.keys()]
      .filter((i) => isSame(surfaces[i] ?? NOTHING, forms))
      .sort((a, b) => named(b) - named(a) || places(b) - places(a) || a - b)
    for (const [rank, i] of hits.entries()) {
      const target = targets[i]
      if (target === undefined) continue
      target.isTerm = 1
      if (rank > 0) target.termWeight = OTHER_FORM
      if (isMethod !== null) {
        target.isMethod = Number(isMethod)
        target.methodWeight = 1
      }
      if (isOwn) target.isOwn = 1
    }
    // How a proposal is best described is a matter of taste; what is near is not held to be wrong.
    if (isOwn)
      for (const [i, target] of targets.entries())
        if (target.isOwn === 0 && isNear(surfaces[i] ?? NOTHING, forms)) target.ownWeight = 0
  }
  return { text, reading, found: rowsOf(reading, usages), targets }
}

const NOTHING: Forms = formsOf([])

function labelsOf({ methods, concepts, tasks, datasets, metrics }: LabelledPaper): readonly Label[] {
  const plain = (name: string, isMethod: boolean | null): Label => {
    return { forms: formsOf([name]), name: formsOf([name]), isMethod, isOwn: false }
  }
  const all = [
    ...methods.map(({ name, aliases, role }): Label => {
      return { forms: formsOf([name, ...aliases]), name: formsOf([name]), isMethod: true, isOwn: role === 'PROPOSES' }
    }),
    ...concepts.map(({ name, aliases }): Label => {
      return { forms: formsOf([name, ...aliases]), name: formsOf([name]), isMethod: false, isOwn: false }
    }),
    ...tasks.map((name) => plain(name, false)),
    ...[...datasets, ...metrics].map((name) => plain(name, null)),
  ]
  const once: Label[] = []
  for (const label of all) if (!once.some(({ forms }) => isSame(forms, label.forms))) once.push(label)
  return once
}
