import { type ContentPlace, type Reader, inForceWithin } from '#core/configuration/index'
import type { Issue } from '#core/kernel/index'
import { registries } from '#core/kernel/index'
import { registeredCodes } from '#core/records/index'
import { type CitedCode, type CodeKind, citedCodes } from '../domain/cited_codes.ts'
import type { TariffTable } from '../domain/tariff_table.ts'
import {
  CATEGORIES,
  COLLECTION_FREQUENCIES,
  METER_SIZES,
  TARIFF_TYPES,
  WASTE_PROFILES,
} from './registers.ts'
import { INDEX_UNITS } from './tariff_spans.ts'

/** Where each kind of code is registered, and how people call one of it. */
const REGISTERS: Readonly<
  Record<Exclude<CodeKind, 'unit'>, { readonly lookup: string; readonly name: string }>
> = {
  category: { lookup: CATEGORIES, name: 'a categoria' },
  tariff_type: { lookup: TARIFF_TYPES, name: 'o tipo de tarifa' },
  meter_size: { lookup: METER_SIZES, name: 'o diâmetro de hidrômetro' },
  frequency: { lookup: COLLECTION_FREQUENCIES, name: 'a frequência de coleta de lixo' },
  waste_profile: { lookup: WASTE_PROFILES, name: 'o perfil de gerador de lixo' },
}

/**
 * Codes of a tariff table that nobody registered: what they price would never be charged, or its units would be parked.
 * Registers of modules that are off are not asked.
 */
export async function checkCodes(
  reader: Reader,
  { content, municipalityId, on }: ContentPlace
): Promise<Issue[]> {
  const cited = Map.groupBy(citedCodes(content as unknown as TariffTable), ({ kind }) => kind)
  const found: Issue[] = []
  for (const [kind, codes] of cited) {
    const issues =
      kind === 'unit'
        ? await unitIssues(reader, codes, { municipalityId, on })
        : await codeIssues(reader, kind, { codes, municipalityId })
    found.push(...issues)
  }
  return found
}

async function codeIssues(
  reader: Reader,
  kind: keyof typeof REGISTERS,
  { codes, municipalityId }: { codes: readonly CitedCode[]; municipalityId: bigint }
): Promise<Issue[]> {
  const { lookup, name } = REGISTERS[kind]
  const register = registries().records.find(lookup)
  if (!register) return []
  const registered = await registeredCodes(lookup, municipalityId, reader)
  const known = new Set(registered.map(({ value }) => value))
  return codes
    .filter(({ code }) => !known.has(code))
    .map(({ code, path, title }) =>
      issue(
        [`unknown_${kind}`, path],
        `${title}: ${name} “${code}” não está em “${register.title.many}”, ou está inativa ali. Cadastre o código ou corrija a tabela.`
      )
    )
}

async function unitIssues(
  reader: Reader,
  codes: readonly CitedCode[],
  { municipalityId, on }: Pick<ContentPlace, 'municipalityId' | 'on'>
): Promise<Issue[]> {
  const item = { kind: 'parameter', key: INDEX_UNITS, municipalityId }
  const version = await inForceWithin(reader, item, on)
  const { value } = (version?.content ?? { value: {} }) as { readonly value: object }
  return codes
    .filter(({ code }) => !Object.hasOwn(value, code))
    .map(({ code, path, title }) =>
      issue(
        ['unknown_unit', path],
        `${title}: a unidade “${code}” não tem valor em reais nessa data. Informe-o no parâmetro “Valor das unidades fiscais”, que precisa estar aprovado antes.`
      )
    )
}

const issue = ([code, path]: readonly [string, string], message: string): Issue => ({
  code,
  severity: 'critical',
  path,
  message,
})
