import type { CivilDate } from '#core/calendar/index'

/** What a case has to hold before its order is asked. */
export interface CaseParts {
  readonly deliveredOn: CivilDate | null
  readonly allowedFrom: CivilDate | null
  readonly supportCents: bigint
  readonly facts: string
  readonly because: string
  readonly message: string
}

/** The parts that are missing, in words; none: the case is complete. */
export function missingParts(parts: CaseParts): string[] {
  const { deliveredOn, allowedFrom, supportCents, facts, because, message } = parts
  return [
    ...(deliveredOn === null ? ['a prova da entrega da notificação'] : []),
    ...(allowedFrom === null ? ['o dia desde o qual a lei permite o corte'] : []),
    ...(supportCents <= 0n ? ['um débito que sustente o corte'] : []),
    ...(facts === '' || because === '' ? ['a decisão com o seu fundamento'] : []),
    ...(message.trim() === '' ? ['a mensagem ao cliente'] : []),
  ]
}
