import { sha256 } from '#core/database/index'

/**
 * The identity is the message itself: agreement, sequence, line and content. The same line is so never applied twice, and
 * another line in its place, in a corrected file of the same sequence, is another message.
 */
export function lineIdentity(
  file: { readonly kind: string; readonly agreementId: bigint; readonly sequence: number },
  line: { readonly number: number; readonly raw: string }
): string {
  const content = sha256(line.raw).slice(0, 16)
  return `${file.kind}/${file.agreementId}/${file.sequence}/${line.number}/${content}`
}
