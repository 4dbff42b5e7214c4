// `npm run train -- --data DIR`: learns what the extractors need anew. The same data give the same bytes.
//
//   --only tagger|default     one of the two
//   --labelled TEXTS LABELS   more labelled papers for the default extractor, as `npm run eval` reads them
//   --figures                 measures the default extractor by cross-validation and on the papers kept aside
//   --dev-only, --out FILE    of the tagger: learns from the training part alone and writes nothing; writes elsewhere
import { parseArgs } from 'node:util'
import { trainDefault } from './default/train/main.ts'
import { trainTagger } from './tagger/train/main.ts'

const { values, positionals } = parseArgs({
  options: {
    data: { type: 'string' },
    only: { type: 'string' },
    labelled: { type: 'boolean', default: false },
    figures: { type: 'boolean', default: false },
    'dev-only': { type: 'boolean', default: false },
    out: { type: 'string' },
  },
  allowPositionals: true,
})
const tell = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const { data: folder, only, figures, out } = values
if (folder === undefined || positionals.length !== (values.labelled ? 2 : 0)) {
  process.stderr.write(
    'Say where the data are: npm run train -- --data DIR [--only tagger|default] [--labelled TEXTS LABELS] [--figures]\n',
  )
  process.exitCode = 2
} else {
  if (only !== 'default') trainTagger({ folder, out, devOnly: values['dev-only'], tell })
  if (only !== 'tagger') await trainDefault({ folder, labelled: positionals, figures, tell })
}
