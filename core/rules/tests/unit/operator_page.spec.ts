import { readFile, writeFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { operators } from '../../index.ts'

const PAGE = new URL('../../../../docs/administrators/rules.md', import.meta.url)
const [BEGIN, END] = ['<!-- operators: from the table -->', '<!-- end of operators -->']

const cell = (text: string) => text.replaceAll('|', '\\|')

/** The list of operators as the page shows it, in the order of the table. */
function operatorList(): string {
  const lines = Object.values(operators).map(({ name, title, doc, types, cost, examples }) => {
    const [example] = examples
    const shown = `\`${JSON.stringify(example?.rule)}\` → \`${JSON.stringify(example?.value)}\``
    return `### \`${name}\`: ${title}\n\n${cell(doc)}\n\n- ${cell(types)}; passos: ${cost}\n- ${shown}`
  })
  return lines.join('\n\n')
}

test.group('Rules | page for administrators', () => {
  test('lists every operator as the table declares it', async ({ assert }) => {
    const text = await readFile(PAGE, 'utf8')
    const [before, rest = ''] = text.split(BEGIN)
    const [list, after] = rest.split(END)
    if (process.env.UPDATE_DOCS) {
      await writeFile(PAGE, `${before}${BEGIN}\n\n${operatorList()}\n\n${END}${after}`)
    } else assert.equal(list?.trim(), operatorList())
  })
})
