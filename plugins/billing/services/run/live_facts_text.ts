import { canonicalJson, sha256 } from '#core/database/index'
import type { CivilDate } from '#core/calendar/index'
import type { AlternativeSource } from '../../domain/alternative_sources.ts'
import type { LiveOfPremise } from '../../domain/compose_types.ts'
import type { Component, CreditCause, OwnerKind } from '../../domain/invoice_line.ts'

/** Credits and waiting charges as an invoice keeps them, to be replayed: ids and cents as text. */
interface StoredLiveFacts {
  readonly holder: string | null
  readonly share_credit_m3?: string
  readonly sources?: readonly AlternativeSource[]
  /** Due date of the bill that was printed at the door. */
  readonly paper_due_on?: CivilDate
  readonly credits: readonly {
    readonly id: string
    readonly cause: CreditCause
    readonly open_cents: string
    /** Of what was paid before a correction: whom it was paid to. */
    readonly beneficiary?: string
  }[]
  readonly pending: readonly {
    readonly id: string
    readonly charge_type: string
    readonly category: string | null
    readonly component: Component
    readonly beneficiary: string
    readonly beneficiary_kind: OwnerKind
    readonly amount_cents: string
    readonly cause: LiveOfPremise['pending'][number]['cause']
    readonly label?: string
  }[]
}

export interface LiveText {
  readonly text: string
  readonly hash: string
}

const EMPTY = textOf({ credits: [], pending: [] })

/** Canonical text and hash of what was live; most premises have nothing, and share one text. */
export function liveFactsText(live: LiveOfPremise | undefined): LiveText {
  return live ? textOf(live) : EMPTY
}

function textOf(live: LiveOfPremise): LiveText {
  const { holderId, shareCreditM3, sources, credits, pending, paper } = live
  const text = canonicalJson({
    holder: holderId ?? null,
    ...(shareCreditM3 === undefined ? {} : { share_credit_m3: shareCreditM3 }),
    ...(sources ? { sources: sources.map((one) => ({ ...one })) } : {}),
    ...(paper ? { paper_due_on: paper.dueOn } : {}),
    credits: credits.map(({ id, cause, openCents, beneficiaryId }) => ({
      ...{ id, cause, open_cents: openCents },
      ...(beneficiaryId === undefined ? {} : { beneficiary: beneficiaryId }),
    })),
    pending: pending.map((one) => ({
      id: one.id,
      charge_type: one.chargeType,
      category: one.category,
      component: one.component,
      beneficiary: one.beneficiaryId,
      beneficiary_kind: one.beneficiaryKind,
      amount_cents: one.amountCents,
      cause: one.cause,
      ...(one.label === undefined ? {} : { label: one.label }),
    })),
  })
  return { text, hash: sha256(text) }
}

/** The live facts that a stored text says. */
export function parseLiveFacts(text: string): LiveOfPremise {
  const {
    holder,
    share_credit_m3: shareCreditM3,
    sources,
    paper_due_on: paperDueOn,
    credits,
    pending,
  } = JSON.parse(text) as StoredLiveFacts
  return {
    ...(holder === null ? {} : { holderId: BigInt(holder) }),
    ...(shareCreditM3 === undefined ? {} : { shareCreditM3 }),
    ...(sources ? { sources } : {}),
    ...(paperDueOn === undefined ? {} : { paper: { dueOn: paperDueOn } }),
    credits: credits.map(({ id, cause, open_cents: open, beneficiary }) => ({
      id: BigInt(id),
      cause,
      openCents: BigInt(open),
      ...(beneficiary === undefined ? {} : { beneficiaryId: BigInt(beneficiary) }),
    })),
    pending: pending.map((one) => ({
      id: BigInt(one.id),
      chargeType: one.charge_type,
      category: one.category,
      component: one.component,
      beneficiaryId: BigInt(one.beneficiary),
      beneficiaryKind: one.beneficiary_kind,
      amountCents: BigInt(one.amount_cents),
      cause: one.cause,
      ...(one.label === undefined ? {} : { label: one.label }),
    })),
  }
}
