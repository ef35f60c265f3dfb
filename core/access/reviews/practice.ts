import { query } from '#core/database/index'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { parameterInForce } from '#core/configuration/index'
import type { Municipality } from '../municipality.ts'
import { DIRECT_GRANTING } from '../requests/grant.ts'
import { type ReviewDue, reviewDue } from './read.ts'

/** A practice of the Acertar methodology as a screen shows it. */
export interface Practice {
  readonly code: string
  readonly title: string
  readonly level: 1 | 2 | 3
  readonly facts: readonly string[]
}

/**
 * AC-102: 3 when every profile is granted by an approved request and the review of access is in its time; 2 when one of the
 * two; 1 when neither.
 */
export async function accessPractice(
  municipality: Municipality
): Promise<Practice & { readonly due: ReviewDue }> {
  const { id, timeZone } = municipality
  const isDirect = await parameterInForce<boolean>(DIRECT_GRANTING, id, clock.today(timeZone))
  const due = await reviewDue(municipality)
  const isReviewed = due.lateDays !== null && due.lateDays <= 0
  const [{ total } = { total: 0 }] = await query<{ total: number }>(
    db,
    `select count(*)::int as total from access_profile_requests where municipality_id = ? and status = 'requested'`,
    [id]
  )
  return {
    due,
    code: 'AC-102',
    title: 'Acessos pedidos, retirados e revisados',
    level: isReviewed && !isDirect ? 3 : isReviewed || !isDirect ? 2 : 1,
    facts: [
      isDirect
        ? 'Perfis são dados sem pedido aprovado'
        : 'Todo perfil é dado por um pedido que outra pessoa aprova',
      isReviewed
        ? 'A revisão de acessos está em dia'
        : 'A revisão de acessos falta ou passou do prazo',
      total ? `Pedidos à espera: ${total}` : 'Nenhum pedido à espera',
    ],
  }
}
