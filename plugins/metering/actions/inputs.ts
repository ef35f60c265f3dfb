import vine from '@vinejs/vine'

/** m³ on a dial. */
export const reading = () => vine.number().withoutDecimals().min(0)
export const meterNumber = () => vine.string().trim().minLength(1).maxLength(20)
/** Code of a look-up. */
export const code = () => vine.string().trim().minLength(1).maxLength(40)
/** What was seen and done, which the service order keeps (TR-3.2.3.13). */
export const opinion = () => vine.string().trim().minLength(3).maxLength(500)
