import { query } from '#core/database/index'
import {
  type TakeOverEntity,
  type TakeOverResult,
  codeOf,
  readRows,
  refuse,
} from '#plugins/registry/api'
import type { NumberKind } from '../services/numbers.ts'

const KINDS: Readonly<Record<string, NumberKind>> = {
  processo: 'process',
  proposta: 'proposal',
  termo: 'term',
  inscricao: 'entry',
  notificacao: 'notice',
  certidao: 'certificate',
  extrajudicial: 'extrajudicial',
  reconhecimento: 'acknowledgement',
  livro: 'book',
}

/** Where the numbering of the register stopped: its numbers are never given again (DECISIONS 54, 60). */
export const registerNumbers: TakeOverEntity = {
  name: 'register_numbers',
  title: 'Numeração da dívida ativa',
  order: 78,
  columns: [
    { name: 'key', isRequired: true, help: 'Código da linha no sistema anterior' },
    { name: 'kind', isRequired: true, help: `O que se numera: ${Object.keys(KINDS).join(', ')}` },
    { name: 'year', help: 'Ano da numeração; nos livros, vazio' },
    { name: 'number', isRequired: true, help: 'Último número dado' },
  ],
  async load({ tx, municipalityId }, rows) {
    const read = readRows(rows, ({ values }) => {
      const kind = codeOf(values.kind ?? '', 'O que se numera', KINDS)
      const year = kind === 'book' ? '0' : (values.year ?? '').trim()
      if (kind !== 'book' && !/^(19|20)\d\d$/.test(year)) return refuse(`Ano inválido: “${year}”`)
      const number = (values.number ?? '').trim()
      if (!/^[1-9]\d{0,8}$/.test(number)) return refuse(`Número inválido: “${number}”`)
      return { kind, year: Number(year), number: BigInt(number) }
    })
    const good = read.flatMap(({ value }) => value ?? [])
    await query(
      tx,
      `insert into debt_register_counters as c (municipality_id, kind, year, last)
       select ?, u.kind, u.year, max(u.last) from unnest(?::text[], ?::int[], ?::bigint[]) as u(kind, year, last)
        group by u.kind, u.year
       on conflict (municipality_id, kind, year) do update set last = greatest(c.last, excluded.last)`,
      [
        municipalityId,
        good.map(({ kind }) => kind),
        good.map(({ year }) => year),
        good.map(({ number }) => number),
      ]
    )
    return read.map(({ value, reason }): TakeOverResult =>
      // Numbers are of no record: the year tells which.
      value
        ? { recordType: 'debt_register.counters', recordId: BigInt(value.year) }
        : { reason: reason! }
    )
  },
}
