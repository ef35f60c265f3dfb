import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { civilDate, refMonth } from '#core/calendar/index'
import { type LoadLine, type ReadingLoad, writeLoadFile } from '../../domain/field_load_file.ts'

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

const HOUSE: LoadLine = {
  sequence: 10,
  registration: '000123455',
  meterNumber: 'A21L123456',
  meterDigits: 4,
  qualification: 'read',
  address: 'Rua das Flores, 5; fundos',
  district: 'São José',
  customerName: 'Maria "Mia" Exemplo',
  previousReading: 1234,
  previousReadOn: civilDate('2026-10-20'),
  averageM3: '12.5',
  expectedMinM3: '6',
  expectedMaxM3: '25',
}

const UNMETERED: LoadLine = {
  ...HOUSE,
  sequence: 20,
  registration: '000999997',
  meterNumber: null,
  meterDigits: null,
  qualification: 'unmetered',
  address: 'Rua das Flores, 7',
  customerName: 'José Exemplo',
  previousReading: null,
  previousReadOn: null,
  averageM3: null,
  expectedMinM3: null,
  expectedMaxM3: null,
}

const LOAD: ReadingLoad = {
  header: {
    municipality: '3550308',
    billingGroup: 'G1',
    reference: refMonth('2026-11'),
    loadId: '17',
  },
  lines: [HOUSE, UNMETERED],
}

const DETAILS = [
  'D;10;000123455;A21L123456;4;L;"Rua das Flores, 5; fundos";São José;"Maria ""Mia"" Exemplo";1234;2026-10-20;12.5;6;25\r\n',
  'D;20;000999997;;;S;Rua das Flores, 7;São José;José Exemplo;;;;;\r\n',
].join('')

test.group('Readings | writeLoadFile', () => {
  test('writes header, premises and totals', ({ assert }) => {
    const header = `H;AQUEDUTO-CARGA;1;3550308;G1;2026-11;17;${sha256(DETAILS)}\r\n`
    // 123455 + 1234 + 999997
    assert.equal(writeLoadFile(LOAD, sha256), `${header}${DETAILS}T;2;1124686\r\n`)
  })

  test('gives the same bytes for the same load and another digest for another', ({ assert }) => {
    assert.equal(writeLoadFile(LOAD, sha256), writeLoadFile(structuredClone(LOAD), sha256))
    const changed = { ...LOAD, lines: [{ ...HOUSE, previousReading: 1235 }, UNMETERED] }
    const digest = (file: string) => file.split('\r\n')[0]!.split(';').at(-1)
    assert.notEqual(digest(writeLoadFile(changed, sha256)), digest(writeLoadFile(LOAD, sha256)))
  })

  test('writes the example of the manual', async ({ assert }) => {
    const manual = new URL('../../../../docs/implementers/reading-files.md', import.meta.url)
    const example = writeLoadFile(LOAD, sha256).replaceAll('\r\n', '\n')
    assert.include(await readFile(manual, 'utf8'), example)
  })

  test('writes a load with no premise', ({ assert }) => {
    const [, trailer] = writeLoadFile({ ...LOAD, lines: [] }, sha256).split('\r\n')
    assert.equal(trailer, 'T;0;0')
  })
})
