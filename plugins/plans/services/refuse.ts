import type { Refusal } from '../domain/policy.ts'
import { errors } from '../errors.ts'

/** A refusal of the policy as an error with its text. */
export const refuse = ({ code, values }: Refusal) =>
  (errors[code] as (values: Refusal['values']) => Error & { readonly people: string })(values)
