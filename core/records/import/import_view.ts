import db from '@adonisjs/lucid/services/db'
import { format } from '#core/web/index'
import { csvHead, csvLine } from '../export/csv_line.ts'
import type { FieldType, RecordField, RecordType } from '../types.ts'
import type { ViewContext } from '../view/list_view.ts'
import { importFields } from './import_fields.ts'
import { type Import, type ImportLine, type LineFate, readLines, sameFile } from './imports.ts'
import { preparingOf } from './job.ts'
import { prepareLines } from './prepare_lines.ts'
import { cellText } from './read_cell.ts'
import { keptMappings, statusWords } from './steps.ts'

const KINDS: Readonly<Record<FieldType, string>> = {
  text: 'texto',
  longtext: 'texto',
  integer: 'número inteiro',
  decimal: 'número, como 1.234,56',
  money: 'valor, como 1.234,56',
  volume: 'volume em m³',
  date: 'data, dd/mm/aaaa ou aaaa-mm-dd',
  datetime: 'data e hora',
  refmonth: 'mês, mm/aaaa',
  boolean: 'sim ou não',
  enum: 'uma das opções',
  reference: 'código ou nome do cadastro',
  lookup: 'código ou descrição da tabela',
  taxpayer: 'CPF ou CNPJ',
  phone: 'telefone com DDD',
  email: 'e-mail',
  registration: 'matrícula',
}

export interface ExpectedField {
  readonly name: string
  readonly label: string
  readonly kind: string
  readonly isRequired: boolean
  readonly isKey: boolean
  readonly help: string | null
}

/** What a file may bring, for people who prepare it. */
export function expectedFields(type: RecordType, context: ViewContext): ExpectedField[] {
  return importFields(type, context.actor).map((field) => ({
    name: field.name,
    label: field.label,
    kind: kindWords(field),
    isRequired: Boolean(field.isRequired),
    isKey: Boolean(type.importKey?.includes(field.name)),
    help: field.help ?? null,
  }))
}

const kindWords = ({ type, options }: RecordField) =>
  type === 'enum' ? (options ?? []).map(({ label }) => label).join(', ') : KINDS[type]

const PREVIEWED = 20
const SHOWN_BAD = 200

const FATES: Readonly<Record<LineFate, { text: string; tone: string }>> = {
  waiting: { text: 'Não conferidas', tone: 'neutral' },
  create: { text: 'Serão cadastradas', tone: 'good' },
  update: { text: 'Serão alteradas', tone: 'info' },
  same: { text: 'Já estão iguais', tone: 'neutral' },
  bad: { text: 'Recusadas', tone: 'bad' },
  repeated: { text: 'Já importadas deste arquivo', tone: 'neutral' },
  created: { text: 'Cadastradas', tone: 'good' },
  updated: { text: 'Alteradas', tone: 'info' },
  unchanged: { text: 'Já estavam iguais', tone: 'neutral' },
}

/** Everything that the page of one import shows. */
export async function importView(type: RecordType, found: Import, context: ViewContext) {
  const { actor } = context
  const preparing = preparingOf(found, { type, ...context })
  const first = await readLines(db, found.id, { limit: PREVIEWED })
  const prepared = await prepareLines(db, first, preparing)
  const same = await sameFile(db, found, actor.municipalityId)
  const bad = await readLines(db, found.id, { fate: 'bad', limit: SHOWN_BAD })
  return {
    item: found,
    words: statusWords(found),
    read: readWords(found),
    fields: expectedFields(type, context).map((field) => ({
      ...field,
      column: found.mapping.columns[field.name] ?? null,
    })),
    columns: found.header.map((title, index) => ({
      index,
      title,
      samples: samplesOf(first, index),
    })),
    preview: first.map((line, index) => ({
      number: line.number,
      cells: found.header.map((_, column) => cellText(line.cells[column])),
      problems: prepared[index]!.problems,
    })),
    kept: await keptMappings(db, type.name, actor.municipalityId),
    same,
    fates: (Object.keys(FATES) as LineFate[])
      .filter((fate) => found.counts[fate])
      .map((fate) => ({ ...FATES[fate], fate, count: found.counts[fate]! })),
    toWrite: (found.counts.create ?? 0) + (found.counts.update ?? 0),
    bad,
    hasMoreBad: (found.counts.bad ?? 0) > bad.length,
  }
}

const samplesOf = (lines: readonly ImportLine[], index: number) =>
  [...new Set(lines.map(({ cells }) => cellText(cells[index])).filter(Boolean))]
    .slice(0, 3)
    .join(' · ')
    .slice(0, 90)

const SEPARATOR_WORDS: Readonly<Record<string, string>> = {
  ';': 'ponto e vírgula',
  ',': 'vírgula',
  '\t': 'tabulação',
  '|': 'barra vertical',
}

/** How the file was read: `CSV, UTF-8, separado por ponto e vírgula, 120 linhas`. */
function readWords({ format: kind, encoding, separator, line_count: lines }: Import): string {
  const text =
    kind === 'xlsx'
      ? 'Planilha XLSX (primeira aba)'
      : `CSV em ${encoding}, separado por ${SEPARATOR_WORDS[separator ?? ';']}`
  return `${text} · ${format.integer(lines)} linhas`
}

const REASON = 'Motivo da recusa'

/** The refused lines as received, with the reason in a last column: corrected, the file is imported as it stands. */
export async function rejectedCsv({ id, header }: Import): Promise<string> {
  const kept = header.filter((title) => title !== REASON)
  const lines = await readLines(db, id, { fate: 'bad' })
  const rows = lines.map(({ cells, problems }) => [
    ...header.flatMap((title, index) => (title === REASON ? [] : [sheetText(cells[index])])),
    problems
      .map(({ field, reason, remedy }) => [field, reason, remedy].filter(Boolean).join(': '))
      .join(' '),
  ])
  return csvHead([...kept, REASON]) + rows.map(csvLine).join('')
}

const sheetText = (cell: ImportLine['cells'][number] | undefined) =>
  typeof cell === 'number' ? cellText(cell).replace('.', ',') : (cell ?? '')

/** An empty file with the right titles. */
export const templateCsv = (type: RecordType, context: ViewContext): string =>
  csvHead(expectedFields(type, context).map(({ label }) => label))
