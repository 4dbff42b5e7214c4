// The explorer page in a real browser: nothing comes from another host, and every example tab gives an answer.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium, launchChromium, NO_CHROMIUM } from '../support/chromium.ts'

const BIN = join(import.meta.dirname, '../../src/cli/bin.js')
const executable = findChromium()
if (executable === null) {
  if (process.env['CI'] === 'true') throw new Error(NO_CHROMIUM)
  console.warn(NO_CHROMIUM)
}

describe.skipIf(executable === null)('the explorer page', () => {
  let folder: string
  let server: ChildProcess
  let address: string
  let browser: Browser
  let page: Page
  const foreign: string[] = []
  const complaints: string[] = []

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'paperloom-page-'))
    const env = { PATH: process.env['PATH'] ?? '', PAPERLOOM_STORE: `sqlite:${join(folder, 'graph.db')}` }
    server = spawn(process.execPath, [BIN, 'start', '--port', '0'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    address = await announcedAddress(server)
    browser = await launchChromium(executable ?? '')
    page = await browser.newPage()
    page.on('request', (request) => {
      const url = new URL(request.url())
      if (url.protocol.startsWith('http') && url.origin !== new URL(address).origin) foreign.push(request.url())
    })
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(new URL('/', address).href)
    await page.waitForSelector('.graphiql-execute-button')
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    if (server?.exitCode === null) {
      server.kill('SIGTERM')
      await once(server, 'exit')
    }
    rmSync(folder, { recursive: true, force: true })
  })

  test('opens on the root address with example queries in its tabs', async () => {
    expect(page.url()).toBe(address)
    expect(await page.getByRole('tab').count()).toBeGreaterThanOrEqual(5)
  })

  test('answers the query of every tab', async () => {
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click()
      // The page reads the new query a moment after the tab has changed; until then it does not know what to run.
      await page.waitForTimeout(1_500)
      const answered = page.waitForResponse((response) => response.request().method() === 'POST')
      await page.click('.graphiql-execute-button')
      const response = await answered
      expect(response.status()).toBe(200)
      expect(await response.json()).toEqual({ data: expect.any(Object), extensions: { cost: expect.any(Object) } })
      await page.locator('.result-window', { hasText: '"data"' }).waitFor()
    }
  })

  test('loads nothing from another host and reports no error', () => {
    expect(foreign).toEqual([])
    expect(complaints).toEqual([])
  })
})

/** The address of the page, as the program prints it when it serves. */
async function announcedAddress(child: ChildProcess): Promise<string> {
  let said = ''
  for await (const chunk of child.stdout ?? []) {
    said += String(chunk)
    const address = /http:\/\/\S+\/graphql/.exec(said)?.[0]
    if (address !== undefined) return address
  }
  throw new Error(`The server ended without an address: ${said}`)
}
