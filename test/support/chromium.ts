// A real browser for tests of pages: the Chromium of the machine, driven by playwright-core, which brings none of its own.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Where the browser is; `null` where there is none. CHROMIUM names one that is not on the PATH. */
export function findChromium(): string | null {
  const named = process.env['CHROMIUM']
  if (named !== undefined) return named
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path)) ?? null
}

/** What to say where there is no browser. With CI=true that is a failure, elsewhere the tests are skipped aloud. */
export const NO_CHROMIUM =
  'No Chromium was found: install it (Debian: apt-get install chromium) or set CHROMIUM to its path.'

/** Starts the browser without the calls home that it makes on its own. */
export function launchChromium(executablePath: string): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-sync', '--disable-component-update']
  return chromium.launch({ executablePath, args: [...args, '--disable-background-networking', '--no-first-run'] })
}
