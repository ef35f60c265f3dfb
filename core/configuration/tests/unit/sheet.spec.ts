import { test } from '@japa/runner'
import fc from 'fast-check'
import {
  PASTE_LIMIT,
  type SheetColumn,
  cellOf,
  cellText,
  problemText,
  readCell,
  readPaste,
} from '../../browser.ts'

const over: SheetColumn = { id: 'over', title: 'De', kind: 'integer' }
const to: SheetColumn = { id: 'to', title: 'Até', kind: 'limit' }
const price: SheetColumn = { id: 'price', title: 'Preço', kind: 'decimal', maxDecimals: 6 }

const problems = (text: string, columns: readonly SheetColumn[] = [over, to, price]) => {
  const read = readPaste(text, columns, { splitsRange: true })
  return 'problems' in read ? read.problems.map(problemText) : []
}
const rows = (text: string, columns: readonly SheetColumn[] = [over, to, price]) => {
  const read = readPaste(text, columns, { splitsRange: true })
  return 'rows' in read ? read.rows : read.problems.map(problemText)
}

test.group('Configuration | cells of sheets', () => {
  test('a Brazilian decimal becomes the text of the content: {0}')
    .with([
      ['3,457', '3.457'],
      ['R$ 1.234,56', '1234.56'],
      ['0.845123', '0.845123'],
      ['4,50 ', '4.50'],
      ['1.234.567', '1234567'],
      ['80%', '80'],
      ['−2,5', '-2.5'],
      ['12', '12'],
    ] as const)
    .run(({ assert }, [typed, value]) => {
      assert.deepEqual(readCell({ ...price, maxDecimals: 9 }, typed), { value })
    })

  test('what may be read in two ways, has too many decimals or is no number is told, not guessed', ({
    assert,
  }) => {
    const problem = (text: string) => (readCell(price, text) as { problem: string }).problem
    assert.include(problem('3.457'), 'pode ser 3457 ou 3,457')
    assert.include(problem('0,1234567'), 'tem 7 casas; o máximo é 6')
    assert.include(problem('4,3x'), 'não é um número; escreva como 1.234,56')
    assert.include(problem(''), 'está vazia')
    // In the content it never passes for a number that nobody meant.
    assert.equal(cellOf(price, '3.457'), '3.457 ')
    assert.equal(cellText(price, '3.457 '), '3.457')
    assert.equal(cellOf(price, '4,3x'), '4,3x')
  })

  test('a whole number has at most nine digits, with or without points: none is changed by being read', ({
    assert,
  }) => {
    assert.deepEqual(readCell(over, '999.999.999'), { value: 999_999_999 })
    assert.deepEqual(readCell(over, '-1.000'), { value: -1000 })
    for (const text of ['9.007.199.254.740.993', '9007199254740993', '1.000.000.000']) {
      assert.property(readCell(over, text), 'problem', text)
      assert.property(readCell(to, text), 'problem', text)
      assert.equal(cellOf(over, text), text.includes('.') ? text : `${text} `)
    }
  })

  test('every decimal, whole number and limit comes back as it was', ({ assert }) => {
    const decimals = fc.stringMatching(/^\d{1,12}(\.\d{1,6})?$/)
    fc.assert(
      fc.property(decimals, fc.option(fc.nat(1e8)), fc.nat(1e8), (amount, limit, count) => {
        assert.equal(cellOf(price, cellText(price, amount)), amount)
        assert.equal(cellOf(to, cellText(to, limit)), limit)
        assert.equal(cellOf(over, cellText(over, count)), count)
      })
    )
    const open: SheetColumn = { ...to, isOptional: true }
    for (const value of [undefined, null, 0, 30]) {
      assert.equal(cellOf(open, cellText(open, value)), value)
    }
  })
})

test.group('Configuration | pasting from a spreadsheet', () => {
  test('cells come with tabs, a heading, thousands and no limit', ({ assert }) => {
    const text =
      'De\tAté\tPreço (R$/m³)\r\n0\t10\t3,457\r\n10\t1.000\tR$ 4,149\r\n1000\tacima\t1.234,5\r\n'
    assert.deepEqual(rows(text), [
      [0, 10, '3.457'],
      [10, 1000, '4.149'],
      [1000, null, '1234.5'],
    ])
  })

  test('the range of a bracket may stand in one cell', ({ assert }) => {
    assert.deepEqual(rows('até 10\t3,00\n11 a 20\t4,00\nacima de 20\t5,00'), [
      [0, 10, '3.00'],
      [11, 20, '4.00'],
      [20, null, '5.00'],
    ])
  })

  test('one wrong cell refuses the whole, and each one is told with its row and column', ({
    assert,
  }) => {
    assert.deepEqual(problems('0\t10\t3,4x\n10\tvinte\t4.149\n20\t\t'), [
      'Linha 1, coluna Preço: “3,4x” não é um número; escreva como 1.234,56',
      'Linha 2, coluna Até: “vinte” não é um número inteiro',
      'Linha 2, coluna Preço: “4.149” pode ser 4149 ou 4,149; escreva com vírgula',
      'Linha 3, coluna Preço: está vazia',
    ])
    assert.include(problems('0\t10\t3,40\t9')[0]!, 'sobram células')
    assert.deepEqual(problems('\n \n'), ['Não há nada para colar.'])
  })

  test('100 MB are refused at once, before a cell is read', ({ assert }) => {
    const started = performance.now()
    const [problem] = problems('3,457\t'.repeat(17_000_000))
    assert.isBelow(performance.now() - started, 1500)
    assert.equal(
      problem,
      `O que foi copiado tem 102 milhões de caracteres; cabem aqui até ${PASTE_LIMIT / 1000} mil. Copie só as células da tabela.`
    )
    assert.include(problems('1\t2\t3\n'.repeat(5001))[0]!, 'São 5001 linhas')
  })
})
