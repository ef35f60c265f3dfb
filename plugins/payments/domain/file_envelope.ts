import type { TextLine } from '#core/text/index'
import {
  type ExpectedService,
  type FileHeader,
  type FileTrailer,
  LINE_LENGTH,
  TRAILER_LAYOUT,
  headerLayout,
} from './envelope_layout.ts'
import { type FileIssue, critical, fieldText } from './file_issue.ts'
import { type RecordLayout, type RecordOf, readRecord } from './fixed_width.ts'

const RETURN_CODE = '2'

/** Reads record A, which must be the first line and say that this is a return of the service, of a known version. */
export function readHeader(
  lines: readonly TextLine[],
  expected: ExpectedService
): {
  header: FileHeader | null
  issues: FileIssue[]
  rest: TextLine[]
} {
  const [first, ...rest] = lines
  if (first?.raw[0] !== 'A') {
    const text = first
      ? 'O arquivo não começa com o registro A (cabeçalho).'
      : 'O arquivo está vazio.'
    return { header: null, issues: [critical('header_missing', text)], rest: [...lines] }
  }
  const { record: header, issues } = readEnvelope(headerLayout('2', expected.service), first)
  if (first.raw.length === LINE_LENGTH) issues.push(...checkKind(first, expected))
  if (header && !expected.versions.includes(header.version)) {
    const text = `Versão de leiaute ${header.version} desconhecida (conhecidas: ${expected.versions.join(', ')}).`
    issues.push(critical('version_unknown', text, first.number, { id: 'A.09', start: 80 }))
  }
  return { header, issues, rest }
}

/** Reads record Z, which must be the last line. */
export function readTrailer(lines: readonly TextLine[]): {
  trailer: FileTrailer | null
  issues: FileIssue[]
  rest: TextLine[]
} {
  const last = lines.at(-1)
  if (last?.raw[0] !== 'Z') {
    const text = 'O arquivo não termina com o registro Z (totais): pode estar incompleto.'
    return { trailer: null, issues: [critical('trailer_missing', text)], rest: [...lines] }
  }
  const { record: trailer, issues } = readEnvelope(TRAILER_LAYOUT, last)
  return { trailer, issues, rest: lines.slice(0, -1) }
}

function readEnvelope<const L extends RecordLayout>(
  layout: L,
  { number, raw }: TextLine
): { record: RecordOf<L> | null; issues: FileIssue[] } {
  if (raw.length !== LINE_LENGTH) {
    const text = `O registro ${raw[0]} tem ${raw.length} posições; o padrão é ${LINE_LENGTH}.`
    return { record: null, issues: [critical('line_length', text, number)] }
  }
  const { record, problems } = readRecord(layout, raw)
  const issues = problems.map((problem) =>
    critical('field_invalid', fieldText(problem), number, problem)
  )
  return { record, issues }
}

function checkKind({ number, raw }: TextLine, expected: ExpectedService): FileIssue[] {
  const service = raw.slice(81, 98).trim()
  if (plain(service) !== expected.service) {
    const text = `O arquivo é do serviço "${service}", não de ${expected.title}.`
    return [critical('service_other', text, number, { id: 'A.10', start: 82 })]
  }
  if (raw[1] !== RETURN_CODE) {
    const text = `O código de remessa é "${raw[1]}"; um retorno do banco traz ${RETURN_CODE}.`
    return [critical('not_a_return', text, number, { id: 'A.02', start: 2 })]
  }
  return []
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toUpperCase()
}
