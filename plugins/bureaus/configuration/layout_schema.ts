import { FATES, FIELD_KINDS, OPERATIONS, REASONS, SOURCES } from '../domain/layout.ts'
import { FATE_WORDS, KIND_WORDS, OPERATION_WORDS, REASON_WORDS } from '../domain/words.ts'

type Schema = Readonly<Record<string, unknown>>

const object = (properties: Readonly<Record<string, Schema>>, title?: string): Schema => ({
  ...{ type: 'object', additionalProperties: false, required: Object.keys(properties) },
  ...(title ? { title } : {}),
  properties,
})
const text = (title: string, maxLength: number): Schema => ({ type: 'string', title, maxLength })
const count = (title: string, minimum: number, maximum: number): Schema => ({
  ...{ type: 'integer', title, minimum, maximum },
})
const choice = (
  title: string,
  values: readonly string[],
  words: Readonly<Record<string, string>>
): Schema => ({ title, enum: [...values], enumTitles: values.map((value) => words[value]!) })

const FIELD = object({
  name: { ...text('Campo', 40), minLength: 1 },
  start: count('Primeira posição', 1, 2000),
  length: count('Posições', 1, 500),
  kind: choice('Como se escreve', FIELD_KINDS, KIND_WORDS),
  source: {
    ...text('De onde vem (vazio: texto fixo)', 40),
    enum: ['', ...SOURCES],
    enumTitles: ['', ...SOURCES],
  },
  value: text('Texto fixo', 100),
  empty: {
    ...{ title: 'Quando não há valor', enum: ['blank', 'zero'] },
    enumTitles: ['Espaços', 'Zeros'],
  },
})

const line = (title: string): Schema => ({
  ...{ type: 'array', title, maxItems: 80, items: FIELD, keyedBy: 'name' },
})

const codes = (title: string, keys: readonly string[], words: Readonly<Record<string, string>>) =>
  object(Object.fromEntries(keys.map((key) => [key, text(words[key]!, 6)])), title)

const REQUIRED = {
  title: { ...text('Leiaute e versão', 80), minLength: 3 },
  width: count('Posições de uma linha', 20, 2000),
  file_name: { ...text('Nome do arquivo', 60), minLength: 3 },
  mark_length: count('Caracteres que distinguem as linhas', 1, 8),
  operations: codes('Código de cada operação', OPERATIONS, OPERATION_WORDS),
  reasons: codes('Código de cada motivo de exclusão', REASONS, REASON_WORDS),
  header: line('Cabeçalho'),
  debtor: line('Devedor'),
  debt: line('Débito'),
  trailer: line('Final'),
  answer: object(
    {
      start: count('Primeira posição dos códigos', 1, 2000),
      length: count('Posições dos códigos', 1, 200),
      each: count('Caracteres de cada código', 1, 10),
      match: {
        ...{ type: 'array', title: 'Campos do débito que reconhecem a resposta' },
        ...{ minItems: 1, maxItems: 10, items: { ...text('Campo', 40), minLength: 1 } },
      },
      codes: {
        ...{ type: 'array', title: 'Códigos de retorno', maxItems: 500, keyedBy: 'code' },
        items: object({
          code: { ...text('Código', 10), minLength: 1 },
          title: { ...text('O que diz', 200), minLength: 1 },
          fate: choice('O que significa', FATES, FATE_WORDS),
        }),
      },
    },
    'Resposta'
  ),
}

/** What a layout may say. */
export const LAYOUT_SCHEMA: Schema = {
  ...object(REQUIRED),
  properties: {
    ...REQUIRED,
    office: line('Abertura do cartório'),
    office_end: line('Fim do cartório'),
    removals: object(
      {
        cancellation: { ...text('Leiaute da desistência', 40), minLength: 1 },
        exclusion: { ...text('Leiaute do cancelamento', 40), minLength: 1 },
      },
      'Arquivos próprios de retirada'
    ),
  },
}
