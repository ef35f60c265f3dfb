import { codeStep } from '../second_factor/sign_in_steps.ts'
import type { SecondStep } from './types.ts'

/** What is asked between the password and the session; the first that a person needs is asked. */
export const SECOND_STEPS: readonly SecondStep[] = [codeStep]
