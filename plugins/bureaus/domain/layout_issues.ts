import {
  type Layout,
  type LayoutField,
  type LineKind,
  LINES,
  fieldsOf,
  isOfKind,
  markOf,
  sourcesOf,
} from './layout.ts'

/** What makes a layout wrong, where (JSON Pointer) and in words for people. */
export interface LayoutIssue {
  readonly code: string
  readonly path: string
  readonly message: string
}

const issue = (code: string, path: string, message: string): LayoutIssue => ({
  ...{ code: `bureaus_layout_${code}`, path, message },
})

/** Everything that would make files of a layout unreadable; nothing when it is sound. */
export const layoutIssues = (layout: Layout): LayoutIssue[] => [
  ...LINES.flatMap((line) => lineIssues(layout, line)),
  ...answerIssues(layout),
  ...operationIssues(layout),
]

const OPTIONAL: readonly LineKind[] = ['office', 'debtor', 'office_end']

function lineIssues(layout: Layout, line: LineKind): LayoutIssue[] {
  const fields = fieldsOf(layout, line)
  if (fields.length === 0) {
    return OPTIONAL.includes(line)
      ? []
      : [issue('empty', `/${line}`, 'A linha não tem nenhum campo.')]
  }
  const mark = markOf(layout, line)
  return [
    ...(mark?.length === layout.mark_length
      ? []
      : [
          issue(
            'mark',
            `/${line}`,
            `A linha precisa começar, na posição 1, por um texto fixo de ${layout.mark_length} caractere(s), que a distingue das outras.`
          ),
        ]),
    ...repeatedMark(layout, line, mark),
    ...fields.flatMap((field, index) => fieldIssues(layout, { line, field, index })),
    ...overlaps(fields).map(([index, other]) =>
      issue(
        'overlap',
        `/${line}/${index}`,
        `O campo “${fields[index]!.name}” ocupa posições de “${other}”.`
      )
    ),
  ]
}

function repeatedMark(layout: Layout, line: LineKind, mark: string | null): LayoutIssue[] {
  const before = LINES.slice(0, LINES.indexOf(line)).filter((one) => fieldsOf(layout, one).length)
  const same = before.find((one) => mark !== null && markOf(layout, one) === mark)
  return same
    ? [
        issue(
          'mark_twice',
          `/${line}`,
          `O começo “${mark}” já é o de outra linha: não se distinguem.`
        ),
      ]
    : []
}

interface Placed {
  readonly line: LineKind
  readonly field: LayoutField
  readonly index: number
}

function fieldIssues(layout: Layout, { line, field, index }: Placed): LayoutIssue[] {
  const path = `/${line}/${index}`
  const { name, start, length, kind, source, value } = field
  const end = start + length - 1
  const found: LayoutIssue[] = []
  if (end > layout.width) {
    const text = `O campo “${name}” termina na posição ${end}, e a linha tem ${layout.width}.`
    found.push(issue('beyond', path, text))
  }
  if (kind === 'literal' && value.length > length) {
    found.push(issue('literal', path, `O texto “${value}” não cabe em ${length} posições.`))
  }
  if (kind !== 'literal' && !sourcesOf(line).includes(source)) {
    found.push(issue('source', path, `O campo “${name}” não pode vir de “${source}” nesta linha.`))
  } else if (!isOfKind(kind, source)) {
    found.push(issue('kind', path, `“${source}” não se escreve como o tipo do campo “${name}”.`))
  }
  if ((kind === 'date_dmy' || kind === 'date_ymd') && length !== 8) {
    found.push(issue('date', path, `A data “${name}” ocupa 8 posições, não ${length}.`))
  }
  return found
}

/** Indexes of fields that begin before another ends, with the name of that other. */
function overlaps(fields: readonly LayoutField[]): [number, string][] {
  const order = fields.map((field, index) => ({ field, index }))
  order.sort((a, b) => a.field.start - b.field.start)
  return order.flatMap(({ field, index }, place): [number, string][] => {
    const before = order[place - 1]?.field
    return before && before.start + before.length > field.start ? [[index, before.name]] : []
  })
}

function answerIssues({ width, debt, answer }: Layout): LayoutIssue[] {
  const found: LayoutIssue[] = []
  if (answer.start + answer.length - 1 > width || answer.length % answer.each !== 0) {
    const text =
      'Os códigos de retorno não cabem na linha, ou não são um número inteiro de códigos.'
    found.push(issue('answer', '/answer', text))
  }
  const names = new Set(debt.map(({ name }) => name))
  const unknown = answer.match.filter((name) => !names.has(name))
  const isKeyed = debt.some(({ name, source }) => answer.match.includes(name) && isKey(source))
  if (unknown.length || !isKeyed) {
    const text = unknown.length
      ? `A linha do débito não tem o campo “${unknown[0]!}”.`
      : 'Entre os campos que reconhecem a resposta precisa estar o contrato ou a chave do registro.'
    found.push(issue('match', '/answer/match', text))
  }
  const wrong = answer.codes.find(({ code }) => code.length !== answer.each)
  if (wrong) {
    const text = `O código “${wrong.code}” não tem ${answer.each} caractere(s).`
    found.push(issue('code', '/answer/codes', text))
  }
  return found
}

const isKey = (source: string) => source === 'debt.contract' || source === 'debt.key'

function operationIssues({ operations, debt }: Layout): LayoutIssue[] {
  const isTold = debt.some(({ source }) => source === 'debt.operation')
  const isOfRemovals = operations.exclusion !== '' && !isTold
  if (operations.inclusion === '' && !isOfRemovals) {
    return [
      issue(
        'inclusion',
        '/operations/inclusion',
        'A inclusão precisa de um código; num arquivo só de retiradas, a exclusão.'
      ),
    ]
  }
  const several = new Set(Object.values(operations).filter(Boolean)).size > 1
  return several && !isTold
    ? [issue('operation', '/debt', 'Nenhum campo da linha do débito diz a operação.')]
    : []
}
