import { chargesDecision } from './charges.ts'

export default [chargesDecision] as const
