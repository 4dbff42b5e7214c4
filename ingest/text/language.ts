// Language: which sentences are English enough to be read. Others are left alone rather than misread.

const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/))
const ENGLISH = wordSet(
  'the of and to in a is that for with on as are by this be we an from which it can or at our not have has their these its was were but using between than such also into when how',
)
/** Small words of French, German, Spanish, Italian and Portuguese that are no English words. */
const FOREIGN = wordSet(
  'le la les des du une un et est dans pour par sur avec qui que nous cette ces aux sont ont plus der die das und ist von mit den dem ein eine einer für auf nicht wir werden sich el los las del y en con para por una como se il lo gli di che per una della dei nel con sono o os uma com não ao dos das de ces ou où être dont',
)

/** Whether a sentence reads as English: its small words are not, for the most part, those of another language. */
export function isEnglish(sentence: string): boolean {
  let [english, foreign] = [0, 0]
  for (const word of sentence.toLowerCase().split(/[^\p{L}]+/u)) {
    if (ENGLISH.has(word)) english += 1
    else if (FOREIGN.has(word)) foreign += 1
  }
  return foreign < 2 || english >= foreign
}
