// The explorer page in a real browser over a graph whose names and texts are markup: it is shown as text, and none of it runs.
import { describe, expect, test } from 'vitest'
import { openSqlite } from '../../src/stores/sqlite/index.ts'
import { runServer } from '../api/server/running.ts'
import { buildAlias, buildEntity, buildFact, buildPaper, buildPatch } from '../support/build.ts'
import { findChromium, launchChromium } from '../support/chromium.ts'

const MARKUP = `</script><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>"'\`\${alert(4)}`
const executable = findChromium()

describe.skipIf(executable === null)('the explorer page over a graph that holds markup', () => {
  test('shows it and runs none of it', { timeout: 120_000 }, async () => {
    await using store = await openSqlite(':memory:')
    const paper = buildPaper('arxiv:2001.00001', { title: MARKUP, abstract: MARKUP, url: 'javascript:alert(5)' })
    const entity = buildEntity('markup', { name: MARKUP })
    const rows = { aliases: [buildAlias(entity.id, MARKUP)], facts: [buildFact(paper.id, entity.id)] }
    await store.apply(buildPatch({ papers: [paper], entities: [entity], ...rows }))
    await using server = await runServer(store)
    const browser = await launchChromium(executable ?? '')
    try {
      const page = await browser.newPage()
      const heard: string[] = []
      page.on('dialog', (dialog) => {
        heard.push(dialog.message())
        void dialog.dismiss()
      })
      page.on('console', (message) => message.type() === 'error' && heard.push(message.text()))
      page.on('pageerror', (error) => heard.push(error.message))
      await page.goto(`${server.url}/graphql`)
      await page.waitForSelector('.graphiql-execute-button')
      for (const tab of (await page.getByRole('tab').all()).slice(0, 2)) {
        await tab.click()
        await page.waitForTimeout(1_500)
        const answered = page.waitForResponse((response) => response.request().method() === 'POST')
        await page.click('.graphiql-execute-button')
        expect(await (await answered).text()).toContain('alert(1)')
        await page.locator('.result-window', { hasText: '"data"' }).waitFor()
      }
      expect(heard).toEqual([])
    } finally {
      await browser.close()
    }
  })
})
