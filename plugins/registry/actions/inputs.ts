import vine from '@vinejs/vine'
import { civilDate, isCivilDate } from '#core/calendar/index'
import { SEWAGE_OPTIONS } from '../domain/premise_facts.ts'

/** The id of a record, as forms and JSON give it. */
export const recordId = () => vine.number().withoutDecimals().positive()

const existingDay = vine.createRule((value, _, field) => {
  if (!isCivilDate(value)) field.report('Escreva uma data válida.', 'civilDate', field)
})

/** `AAAA-MM-DD`, a day that exists. */
export const civilDay = () => vine.string().use(existingDay()).transform(civilDate)

export const sewageClass = () => vine.enum(SEWAGE_OPTIONS)
