// Words before what is used or proposed.

/** Words that stand before a method more often than before anything else. */
export const USING =
  /^(?:using|via|by|with|through|uses?|used|appl(?:y|ies|ied)|leverag(?:e|es|ing)|employ(?:s|ing)?|utiliz(?:e|es|ing)|propos(?:e|es|ed)|introduc(?:e|es)|present|develop(?:s|ed)?|called|train(?:ing)?)$/
