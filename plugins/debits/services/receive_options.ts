import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { BankOption, FileOfLines, LineResult } from '#plugins/payments/api'
import { isAccount, isAgency, plainAccount } from '../domain/account.ts'
import { type OwnPremise, activeOf, endEnrolment, enrol } from './enrolments.ts'

export interface OptionLine {
  readonly id: bigint
  readonly number: number
  readonly record: BankOption
}

export interface Registration {
  readonly agreementId: bigint
  readonly agency: string
  readonly bankClient: string
  readonly movement: 'include' | 'exclude'
  readonly optionOn: CivilDate
  /** How the holder consented, in Portuguese. */
  readonly consent: string
  readonly by: string
  readonly today: CivilDate
}

export interface Applied {
  readonly state: 'applied' | 'refused'
  readonly enrolmentId: bigint | null
  readonly note: string
}

/** What a bank's registration does to a premise that is known. */
export async function applyRegistration(
  tx: Tx,
  municipalityId: bigint,
  { premise, registration }: { readonly premise: OwnPremise; readonly registration: Registration }
): Promise<Applied> {
  const { agreementId, agency, bankClient, movement, optionOn, today } = registration
  if (movement === 'include' && !(isAgency(agency) && isAccount(bankClient))) {
    return { state: 'refused', enrolmentId: null, note: 'Agencia ou conta invalida' }
  }
  const standing = await activeOf(tx, municipalityId, premise.id)
  if (movement === 'exclude') {
    if (standing?.agreement_id !== agreementId) {
      return { state: 'applied', enrolmentId: null, note: 'Não havia opção por este convênio' }
    }
    await endEnrolment(tx, municipalityId, {
      enrolment: standing,
      ending: { on: today, cause: 'bank', reason: 'Exclusão pelo banco', isToTell: false },
    })
    return { state: 'applied', enrolmentId: standing.id, note: 'Opção encerrada' }
  }
  if (standing && standing.agreement_id !== agreementId && standing.from_on > optionOn) {
    return {
      state: 'refused',
      enrolmentId: standing.id,
      note: 'Optante ja cadastrado em outro banco',
    }
  }
  const isSame =
    standing?.agreement_id === agreementId &&
    standing.agency === agency &&
    standing.bank_client === bankClient
  if (isSame) return { state: 'applied', enrolmentId: standing.id, note: 'Já era optante' }
  const enrolmentId = await enrol(tx, municipalityId, {
    ...{ premise, agreementId, agency, bankClient, channel: 'bank' },
    ...{ consent: registration.consent, from: today, by: registration.by },
  })
  return { state: 'applied', enrolmentId, note: 'Opção registrada' }
}

interface Receiving {
  readonly file: FileOfLines
  readonly today: CivilDate
}

/** Registrations that the bank made: those of a known premise are applied, the others wait to be identified. */
export async function receiveOptions(
  tx: Tx,
  municipalityId: bigint,
  { file, today }: Receiving,
  lines: readonly OptionLine[]
): Promise<LineResult[]> {
  const results: LineResult[] = []
  for (const line of lines) {
    const { record } = line
    const premise = await premiseOf(tx, municipalityId, record.clientId)
    const registration = registrationOf(line, file, today)
    const applied =
      premise && (await applyRegistration(tx, municipalityId, { premise, registration }))
    await query(
      tx,
      `insert into debits_registrations (municipality_id, agreement_id, file_line_id, client_id, agency, bank_client,
              movement, option_on, state, premise_id, enrolment_id, note, received_on, is_to_tell)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[municipalityId, file.agreementId, line.id, record.clientId.trim()],
        ...[registration.agency, registration.bankClient, registration.movement, record.optionOn],
        ...[applied?.state ?? 'unidentified', premise?.id ?? null, applied?.enrolmentId ?? null],
        ...[applied?.note ?? null, today, applied?.state === 'refused'],
      ]
    )
    results.push({
      ...{ id: line.id, number: line.number, fate: 'noted', amountCents: 0n, creditCents: 0n },
      ...{ outcome: null, reason: reasonOf(registration, applied, record) },
    })
  }
  return results
}

function registrationOf(
  { number, record }: OptionLine,
  file: FileOfLines,
  today: CivilDate
): Registration {
  return {
    ...{ agreementId: file.agreementId, today, by: 'Banco', optionOn: record.optionOn },
    agency: plainAccount(record.agency),
    bankClient: plainAccount(record.bankClient),
    movement: record.movement === '1' ? 'exclude' : 'include',
    consent: `Pedido no banco em ${formatDate(record.optionOn)} (arquivo NSA ${file.sequence}, linha ${number})`,
  }
}

const reasonOf = (
  { movement }: Registration,
  applied: Applied | null,
  { clientId }: BankOption
): string => {
  const what = movement === 'include' ? 'Inclusão de optante' : 'Exclusão de optante'
  if (applied) return `${what}: ${applied.note}.`
  return `${what}: nenhum imóvel com titular tem a matrícula “${clientId.trim()}”. Espera em “Cadastros do banco”.`
}

/** The premise of a client id, which is its registration number with or without zeros on the left, when it has a holder. */
async function premiseOf(
  tx: Tx,
  municipalityId: bigint,
  clientId: string
): Promise<OwnPremise | null> {
  const digits = clientId.replace(/\D/g, '')
  if (digits === '') return null
  const [row] = await query<OwnPremise>(
    tx,
    `select p.id, p.registration_number as registration, c.id as "holderId", c.name as "holderName"
       from registry_premises p
       join registry_holdings h on h.premise_id = p.id and h.role = 'holder' and h.until_on is null
       join registry_customers c on c.id = h.customer_id
      where p.municipality_id = ? and p.registration_number in (?, lpad(ltrim(?, '0'), length(p.registration_number), '0'))
      order by p.registration_number = ? desc limit 1 for update of p`,
    [municipalityId, digits, digits, digits]
  )
  return row ?? null
}
