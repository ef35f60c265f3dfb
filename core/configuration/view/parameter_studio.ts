import db from '@adonisjs/lucid/services/db'
import { municipalityOf } from '#core/access/index'
import { clock, formatDate } from '#core/calendar/index'
import type { Json } from '#core/database/index'
import { isSameJson } from '../compare.ts'
import { declaredParameter } from '../declared_parameter.ts'
import { labelBeside } from '../local_items.ts'
import { baseKey, placeIn } from '../local_keys.ts'
import { type Version, parseContent, versionsOf } from '../versions.ts'
import type { Parameter, StudioItem } from '../types.ts'
import { scalarText } from './content_tree.ts'
import { offeredSchema } from './offered_codes.ts'
import { momentIn, periodText, stateOf, versionLabel, versionToday } from './state_text.ts'
import { unitText } from './texts.ts'

const valueIn = ({ content }: Version) => (parseContent(content) as { readonly value: Json }).value

const isPlain = (value: Json) => typeof value !== 'object' || value === null

const SHOWN_TEXT = 140

/** `Consumos considerados: 6; Casas decimais: 2`. */
function fieldsText(schema: Parameter['schema'], value: { readonly [name: string]: Json }): string {
  const properties = (schema.properties ?? {}) as Readonly<Record<string, Parameter['schema']>>
  const texts = Object.entries(value).map(([name, inner]) => {
    const { title = name } = (properties[name] ?? {}) as { readonly title?: string }
    if (isPlain(inner)) return `${title}: ${scalarText(properties[name], inner)}`
    const count = Array.isArray(inner) ? inner.length : Object.keys(inner as object).length
    return `${title}: ${count}`
  })
  const text = texts.join('; ')
  if (text === '') return 'nada informado'
  return text.length > SHOWN_TEXT ? `${text.slice(0, SHOWN_TEXT)}…` : text
}

/** A value on one line: itself, or how much of it there is. */
function shortText({ schema, unit }: Parameter, value: Json): string {
  if (Array.isArray(value)) {
    if (value.length <= 6 && value.every(isPlain)) {
      const items = value.map((one) => scalarText(schema.items as Parameter['schema'], one as Json))
      return items.join(', ') || 'lista vazia'
    }
    return `${value.length} linhas`
  }
  if (!isPlain(value)) return fieldsText(schema, value as { readonly [name: string]: Json })
  return [scalarText(schema, value), unitText(unit)].filter(Boolean).join(' ')
}

/** What the editor of a parameter needs: what it is, its default, what is in force and every value it has had, by date. */
export async function parameterStudio({ key, municipalityId }: StudioItem): Promise<Json> {
  const parameter = declaredParameter(key)
  if (!parameter) return {}
  const { timeZone } = await municipalityOf(municipalityId)
  const moment = momentIn(timeZone)
  const all = await versionsOf(db, { kind: 'parameter', key, municipalityId })
  const general = () => versionsOf(db, { kind: 'parameter', key: baseKey(key), municipalityId })
  const base =
    versionToday(all, moment) ??
    (placeIn(key) === null ? null : versionToday(await general(), moment))
  const values = [parameter.default, ...all.map(valueIn)]
  const schema = await offeredSchema(parameter, {
    ...{ municipalityId, values },
    today: clock.today(timeZone),
  })
  const named = { ...parameter, schema }
  const { title, help, because, unit, default: usual } = parameter
  return {
    ...{ title, help, because, unit: unitText(unit), default: usual },
    schema: schema as unknown as Json,
    default_text: shortText(named, usual),
    in_force: base && {
      value: valueIn(base),
      text: shortText(named, valueIn(base)),
      label: labelBeside(base, { kind: 'parameter', key }),
      since: base.from && formatDate(base.from),
      is_default: isSameJson(valueIn(base), usual),
    },
    history: all
      .filter(({ status }) => status === 'approved')
      .map((version) => ({
        id: String(version.id),
        label: versionLabel(version),
        period: periodText(version, all),
        state: stateOf(version, all, moment).text,
        is_in_force: version.id === base?.id,
        value: valueIn(version),
        text: shortText(named, valueIn(version)),
        legal_basis: version.legalBasis,
      })),
  }
}
