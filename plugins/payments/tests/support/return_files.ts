import db from '@adonisjs/lucid/services/db'
import { civilDate } from '#core/calendar/index'
import { writeCollectionReturn } from '../../domain/collection_return_writer.ts'
import { findAgreement } from '../../services/agreements.ts'
import type { World } from './fixtures.ts'

export interface ToldPayment {
  readonly barcode: string
  readonly cents: bigint
  readonly paidOn: string
  readonly creditedOn?: string
  readonly feeCents?: bigint
  /** FEBRABAN, position 117; a teller with the bill when not said. */
  readonly channel?: string
}

/** A return file as the bank of an agreement would write it, for exactly the payments given. */
export async function returnFile(
  { municipalityId, agreementId }: Pick<World, 'municipalityId' | 'agreementId'>,
  file: {
    readonly sequence: number
    readonly generatedOn: string
    readonly payments: readonly ToldPayment[]
  }
): Promise<string> {
  const agreement = await findAgreement(db, municipalityId, agreementId)
  return writeCollectionReturn({
    header: {
      ...{ agreementCode: agreement.code, companyName: 'SAAE', bankCode: agreement.agentCode },
      ...{ bankName: agreement.agentName, generatedOn: civilDate(file.generatedOn) },
      ...{ fileSequence: file.sequence, version: agreement.layoutVersion },
    },
    receipts: file.payments.map((one, index) => ({
      creditedAccount: '',
      paidOn: civilDate(one.paidOn),
      creditedOn: civilDate(one.creditedOn ?? one.paidOn),
      ...{ barcode: one.barcode, amountCents: one.cents, feeCents: one.feeCents ?? 0n },
      ...{ agency: '0001', channel: one.channel ?? '1', paymentForm: '1' },
      authentication: `${file.sequence}-${index}`.padStart(12, '9'),
    })),
  })
}
