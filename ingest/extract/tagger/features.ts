// Features: what can be said about a word in its place, about a span, and about what stands between two spans; all as hashes.
import { mix } from './hash.ts'
import type { HashList } from './hash.ts'
import type { Form } from './forms.ts'
import type { Passage } from './passages.ts'

/** How far around a word its neighbours count. */
export const REACH = 2
const NONE = 0x5bd1e995

const idAt = (forms: readonly Form[], i: number): number => forms[i]?.id ?? NONE
const tagAt = (tags: Uint8Array, i: number): number => tags[i] ?? 1
const clusterAt = (forms: readonly Form[], i: number, level: number): number =>
  forms[i]?.clusters[level] ?? forms[i]?.shape ?? NONE

/** The features that a word lends to the word `-step` places before it: its own for step 0. */
export function wordFeatures(form: Form, step: number, out: HashList): void {
  const features = step === 0 ? form.own : step === 1 || step === -1 ? form.near : form.far
  for (const feature of features) out.push(mix(feature, 100 + step))
}

/** A number for the classes of a word and the two words on either side, on which `classFeatures` depend. */
export const classKey = ({ tags }: Passage, i: number): number =>
  (((tagAt(tags, i - 2) * 128 + tagAt(tags, i - 1)) * 128 + tagAt(tags, i)) * 128 + tagAt(tags, i + 1)) * 128 +
  tagAt(tags, i + 2)

/** The features of a word by its class and those of the words around it. */
export function classFeatures({ tags }: Passage, i: number, out: HashList): void {
  const [before, tag, after] = [tagAt(tags, i - 1), tagAt(tags, i), tagAt(tags, i + 1)]
  out.push(mix(200, 0))
  out.push(mix(201, tag))
  out.push(mix(202, before))
  out.push(mix(203, after))
  out.push(mix(204, mix(before, tag)))
  out.push(mix(205, mix(tag, after)))
  out.push(mix(206, mix(mix(before, tag), after)))
  out.push(mix(207, mix(tagAt(tags, i - 2), before)))
  out.push(mix(208, mix(after, tagAt(tags, i + 2))))
}

/** The features of a word that depend on the words around it and on the paper. */
export function placeFeatures(passage: Passage, i: number, out: HashList): void {
  const { forms, tags, paper, place, isTitle, verbs, prepositions } = passage
  const form = forms[i]
  if (form === undefined) return
  const tag = tagAt(tags, i)
  out.push(mix(209, mix(idAt(forms, i - 1), form.id)))
  out.push(mix(210, mix(form.id, idAt(forms, i + 1))))
  out.push(mix(211, mix(form.id, tag)))
  out.push(mix(212, mix(idAt(forms, i - 2), idAt(forms, i - 1))))
  out.push(mix(213, mix(idAt(forms, i + 1), idAt(forms, i + 2))))
  out.push(mix(214, mix(clusterAt(forms, i - 1, 1), clusterAt(forms, i, 1))))
  out.push(mix(215, mix(clusterAt(forms, i, 1), clusterAt(forms, i + 1, 1))))
  out.push(mix(216, mix(form.shape, tag)))
  out.push(mix(217, mix(idAt(forms, i - 1), tag)))
  out.push(mix(218, mix(idAt(forms, i + 1), tag)))
  out.push(mix(219, verbs[i] ?? 0))
  out.push(mix(220, prepositions[i] ?? 0))
  out.push(mix(221, mix(verbs[i] ?? 0, prepositions[i] ?? 0)))
  const count = Math.min(paper.words.get(form.id) ?? 0, 4)
  out.push(mix(230, mix(count, tag)))
  out.push(mix(231, place))
  if (paper.names.has(form.id)) out.push(mix(232, form.isCapitalised ? 1 : 0))
  if (!isTitle && paper.inTitle.has(form.id)) out.push(mix(233, tag))
}

/** The features of the span of the words from `from` to before `to`. */
export function spanFeatures(passage: Passage, from: number, to: number, out: HashList): void {
  const { forms, tags, paper, place, verbs, prepositions } = passage
  const [first, last] = [forms[from], forms[to - 1]]
  if (first === undefined || last === undefined) return
  const length = to - from
  let [whole, classes, signs] = [first.id, tagAt(tags, from), clusterAt(forms, from, 1)]
  for (let i = from + 1; i < to; i += 1) {
    whole = mix(whole, idAt(forms, i))
    classes = mix(classes, tagAt(tags, i))
    signs = mix(signs, clusterAt(forms, i, 1))
  }
  const [before, after] = [idAt(forms, from - 1), idAt(forms, to)]
  const [tagBefore, tagAfter] = [tagAt(tags, from - 1), tagAt(tags, to)]
  out.push(mix(300, length))
  out.push(mix(301, whole))
  out.push(mix(302, classes))
  out.push(mix(303, signs))
  out.push(mix(304, mix(tagBefore, tagAfter)))
  out.push(mix(305, mix(mix(tagBefore, classes), tagAfter)))
  out.push(mix(306, mix(before, after)))
  out.push(mix(307, mix(before, last.id)))
  out.push(mix(308, mix(last.id, after)))
  out.push(mix(309, mix(idAt(forms, to - 2), last.id)))
  out.push(mix(310, mix(clusterAt(forms, to - 1, 1), before)))
  out.push(mix(311, mix(clusterAt(forms, to - 1, 1), after)))
  out.push(mix(312, mix(clusterAt(forms, from, 1), clusterAt(forms, to - 1, 1))))
  out.push(mix(313, mix(idAt(forms, from - 2), before)))
  out.push(mix(314, mix(after, idAt(forms, to + 1))))
  out.push(mix(315, mix(length, last.id)))
  out.push(mix(316, mix(length, tagBefore)))
  out.push(mix(323, mix(prepositions[from] ?? 0, clusterAt(forms, to - 1, 1))))
  out.push(mix(324, mix(verbs[from] ?? 0, clusterAt(forms, to - 1, 1))))
  out.push(mix(325, mix(prepositions[from] ?? 0, last.stem)))
  out.push(mix(326, mix(clusterAt(forms, to - 1, 3), length)))
  out.push(mix(327, mix(forms[to - 2]?.id ?? NONE, last.stem)))
  out.push(mix(328, mix(clusterAt(forms, from, 3), clusterAt(forms, to - 1, 3))))
  out.push(mix(317, mix(place, Math.min(length, 3))))
  if (length > 1) {
    const times = Math.min(paper.stretches.get(whole) ?? 0, 3)
    out.push(mix(320, mix(times, Math.min(length, 4))))
    // A longer stretch that is as frequent: this one is a piece of it.
    const wider = paper.stretches.get(mix(whole, after)) ?? 0
    out.push(mix(321, mix(times, Math.min(wider, 3))))
  }
  if (isSpelledOut(forms, from, to)) out.push(mix(322, 1))
}

/** Whether the span is followed by its initials in brackets: "hidden Markov models (HMMs)". */
function isSpelledOut(forms: readonly Form[], from: number, to: number): boolean {
  const short = forms[to + 1]
  return (
    forms[to]?.initial === OPENING &&
    short !== undefined &&
    short.isShort &&
    to - from > 1 &&
    short.initial === forms[from]?.initial
  )
}

const OPENING = '('.charCodeAt(0)

/** The features of the `gap` words before word `i` as what parts two spans; a gap may be of no word. The last says all. */
export function gapFeatures({ forms, tags }: Passage, i: number, gap: number, out: HashList): void {
  out.push(mix(400, gap))
  if (gap === 0) return
  const [one, two] = [i - 1, i - 2]
  if (gap === 1) {
    out.push(mix(401, tagAt(tags, one)))
    out.push(mix(402, mix(tagAt(tags, one), idAt(forms, one))))
    return
  }
  const tagPair = mix(tagAt(tags, two), tagAt(tags, one))
  out.push(mix(403, tagPair))
  out.push(mix(404, mix(tagPair, mix(idAt(forms, two), idAt(forms, one)))))
}
