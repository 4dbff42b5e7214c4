// Language: which sentences are English enough to be read. Others are left alone rather than misread.

/** Where some words stand in a text in lower case. */
const places = (words: string): RegExp => new RegExp(`(?<!\\p{L})(?:${words.replaceAll(' ', '|')})(?!\\p{L})`, 'gu')
const ENGLISH = places(
  'the of and to in a is that for with on as are by this be we an from which it can or at our not have has their these its was were but using between than such also into when how',
)
/** Small words of French, German, Spanish, Italian and Portuguese that are no English words. */
const FOREIGN = places(
  'le la les des du une un et est dans pour par sur avec qui que nous cette ces aux sont ont plus der die das und ist von mit den dem ein eine einer für auf nicht wir werden sich el los las del y en con para por una como se il lo gli di che per una della dei nel con sono o os uma com não ao dos das de ces ou où être dont',
)

/** Whether a sentence reads as English: its small words are not, for the most part, those of another language. */
export function isEnglish(sentence: string): boolean {
  const lower = sentence.toLowerCase()
  const foreign = lower.match(FOREIGN)?.length ?? 0
  return foreign < 2 || (lower.match(ENGLISH)?.length ?? 0) >= foreign
}
