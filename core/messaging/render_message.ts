import { todayIn } from '#core/access/index'
import { inForceWithin } from '#core/configuration/index'
import type { JsonObject, Tx } from '#core/database/index'
import { compileTemplate, emailPage } from '#core/documents/index'
import { registries } from '#core/kernel/index'
import { errors } from './errors.ts'
import type { MessageTemplate, MessageTexts } from './types.ts'

export const MESSAGE_KIND = 'message-template'

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&#x60;': '`',
  '&#x3D;': '=',
}

/** Text, from a template engine that writes for HTML. */
export const plainText = (text: string) =>
  text.replace(/&(?:amp|lt|gt|quot|#x27|#x60|#x3D);/g, (e) => ENTITIES[e]!)

/** The template of that name. @throws BusinessError E_MESSAGING_TEMPLATE */
export function findTemplate(name: string): MessageTemplate {
  const template = registries().messages.find(name)
  if (!template) throw errors.E_MESSAGING_TEMPLATE({ name })
  return template
}

/** What the utility has put in force, or the product's own words. */
export async function textsInForce(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  name: string
): Promise<MessageTexts> {
  const template = findTemplate(name)
  const today = await todayIn(tx, municipalityId)
  const version = await inForceWithin(tx, { kind: MESSAGE_KIND, key: name, municipalityId }, today)
  return (version?.content as unknown as MessageTexts | undefined) ?? template
}

/** Subject, page and text of a message. @throws DocumentError for a field that the data have not. */
export function renderMessage(texts: MessageTexts, data: JsonObject): MessageTexts {
  const write = (template: string) => compileTemplate(template)(data)
  return {
    subject: plainText(write(texts.subject)).replace(/\s+/g, ' ').trim().slice(0, 300),
    html: emailPage(write(texts.html)),
    text: plainText(write(texts.text)).trim(),
  }
}
