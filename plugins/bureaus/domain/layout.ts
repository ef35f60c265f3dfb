/** What people do with a listing at a bureau. */
export const OPERATIONS = ['inclusion', 'update', 'exclusion'] as const
export type Operation = (typeof OPERATIONS)[number]

/** Why a listing is taken off; each layout has the bureau's own code for it. */
export type Reason =
  'payment' | 'agreement' | 'court' | 'correction' | 'hold' | 'holder' | 'prescription' | 'request'
export const REASONS: readonly Reason[] = [
  ...(['payment', 'agreement', 'court', 'correction'] as const),
  ...(['hold', 'holder', 'prescription', 'request'] as const),
]

/** What an answer of the bureau means to a movement. */
export const FATES = ['accepted', 'published', 'rejected', 'ended', 'informed'] as const
export type Fate = (typeof FATES)[number]

/** `code`: a text as it is; `digits`: only digits, filled with zeros; `text`: capitals without accents. */
export type FieldKind =
  'literal' | 'text' | 'code' | 'digits' | 'number' | 'cents' | 'date_dmy' | 'date_ymd'
export const FIELD_KINDS: readonly FieldKind[] = [
  ...(['literal', 'text', 'code', 'digits', 'number', 'cents', 'date_dmy', 'date_ymd'] as const),
]

/** One field of a line. Positions count from 1, as manuals of bureaus do; what no field covers is blank. */
export interface LayoutField {
  readonly name: string
  readonly start: number
  readonly length: number
  readonly kind: FieldKind
  /** What is written: a name of `SOURCES`; empty in a literal. */
  readonly source: string
  /** The text of a literal. */
  readonly value: string
  /** How an absent value is written. */
  readonly empty: 'blank' | 'zero'
}

/** What a bureau may answer, and what it means. */
export interface AnswerCode {
  readonly code: string
  readonly title: string
  readonly fate: Fate
}

/** Where the answer stands in a returned line, and what its codes mean. */
export interface AnswerRules {
  readonly start: number
  readonly length: number
  /** Characters of one code. */
  readonly each: number
  /** Fields of the line of the debt that name the movement answered. */
  readonly match: readonly string[]
  readonly codes: readonly AnswerCode[]
}

/** The file of a bureau as data: a contracted version is a new version of the configuration, never code. */
export interface Layout {
  readonly title: string
  readonly width: number
  readonly file_name: string
  /** Leading characters that tell the lines apart: a literal of every line begins at 1 and has this length. */
  readonly mark_length: number
  /** What is written for each operation; empty: not sent by file, somebody tells the bureau and records it. */
  readonly operations: Readonly<Record<Operation, string>>
  /** The bureau's code of each reason of exclusion. */
  readonly reasons: Readonly<Record<Reason, string>>
  readonly header: readonly LayoutField[]
  /** Of the debtor, before each debt; empty where the line of the debt says it all. */
  readonly debtor: readonly LayoutField[]
  readonly debt: readonly LayoutField[]
  /** Open and close the titles of each notary's office; absent where lines are not grouped. */
  readonly office?: readonly LayoutField[]
  readonly office_end?: readonly LayoutField[]
  readonly trailer: readonly LayoutField[]
  readonly answer: AnswerRules
  /** Layouts, by key, of the files that take listings back, where that is no line of this file. */
  readonly removals?: { readonly cancellation: string; readonly exclusion: string }
}

export const LINES = ['header', 'office', 'debtor', 'debt', 'office_end', 'trailer'] as const
export type LineKind = (typeof LINES)[number]

/** Fields of a kind of line; none where the layout has no such line. */
export const fieldsOf = (layout: Layout, line: LineKind): readonly LayoutField[] =>
  layout[line] ?? []

export type SourceValue = string | number | bigint | null
/** What the lines of a file are written with, by source. */
export type SourceValues = Readonly<Record<string, SourceValue>>

type Family = 'text' | 'date' | 'cents' | 'number'

const of = (family: Family, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, family] as const))

/** Of the file and of the agreement: known in every line. */
const FILE_SOURCES: Readonly<Record<string, Family>> = {
  ...of('date', ['file.date']),
  ...of('number', [
    'file.sequence',
    'file.lines',
    'file.debts',
    'file.security_sum',
    'line.number',
  ]),
  ...of('cents', ['file.amount']),
  ...of('text', [
    ...['bureau.entity', 'bureau.associate', 'bureau.origin', 'bureau.logon', 'bureau.contact'],
    ...['bureau.phone_area', 'bureau.phone', 'bureau.extension', 'bureau.differential'],
    ...['bureau.presenter', 'bureau.presenter_name', 'bureau.agency', 'bureau.nature'],
    ...['bureau.assignor', 'utility.name', 'utility.cnpj', 'utility.cnpj_root'],
    ...['utility.cnpj_branch', 'utility.address', 'utility.zip', 'utility.city', 'utility.state'],
    'utility.ibge',
  ]),
}

/** Of one notary's office: known in the lines that open and close its titles. */
const OFFICE_SOURCES: Readonly<Record<string, Family>> = {
  ...of('text', ['office.code']),
  ...of('number', ['office.titles']),
}

/** Of one movement: known in the lines of debtor and debt. */
const MOVEMENT_SOURCES: Readonly<Record<string, Family>> = {
  ...of('text', [
    ...[
      'debtor.name',
      'debtor.document',
      'debtor.document_kind',
      'debtor.person',
      'debtor.identity',
    ],
    ...['debtor.mother', 'debtor.father', 'debtor.address', 'debtor.street', 'debtor.number'],
    ...['debtor.complement', 'debtor.district', 'debtor.zip', 'debtor.city', 'debtor.state'],
    ...['debtor.phone_area', 'debtor.phone', 'debt.operation', 'debt.reason', 'debt.contract'],
    ...['debt.key', 'debt.registration', 'debt.notary', 'debt.protocol'],
  ]),
  ...of('date', [
    'debtor.birth',
    'debt.oldest_due',
    'debt.latest_due',
    'debt.issued',
    'debt.protocol_on',
  ]),
  ...of('cents', ['debt.amount']),
  ...of('number', ['debt.count']),
}

const FAMILY_OF: Readonly<Record<Exclude<FieldKind, 'literal'>, Family>> = {
  ...{ text: 'text', code: 'text', digits: 'text', number: 'number', cents: 'cents' },
  ...{ date_dmy: 'date', date_ymd: 'date' },
}

/** Names that a field of a line may be written from. */
export const sourcesOf = (line: LineKind): readonly string[] => Object.keys(KNOWN_IN[line])

const OF_MOVEMENT = { ...FILE_SOURCES, ...MOVEMENT_SOURCES }
const OF_OFFICE = { ...FILE_SOURCES, ...OFFICE_SOURCES }
const KNOWN_IN: Readonly<Record<LineKind, Readonly<Record<string, Family>>>> = {
  ...{ header: FILE_SOURCES, trailer: FILE_SOURCES, debtor: OF_MOVEMENT, debt: OF_MOVEMENT },
  ...{ office: OF_OFFICE, office_end: OF_OFFICE },
}
const ALL_SOURCES = { ...FILE_SOURCES, ...OFFICE_SOURCES, ...MOVEMENT_SOURCES }

/** Every name, for the schema of the configuration. */
export const SOURCES: readonly string[] = Object.keys(ALL_SOURCES)

/** Whether a field of that kind can be written from that source. */
export const isOfKind = (kind: FieldKind, source: string): boolean =>
  kind === 'literal' ? source === '' : ALL_SOURCES[source] === FAMILY_OF[kind]

/** The literal that tells a line of that kind. */
export const markOf = (layout: Layout, line: LineKind): string | null =>
  fieldsOf(layout, line).find(({ start, kind }) => start === 1 && kind === 'literal')?.value ?? null
