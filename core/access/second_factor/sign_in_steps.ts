import type { Gate, SecondStep } from '../sign_in/types.ts'
import { factorState, mustHaveFactor } from './factors.ts'

/** An identity provider asks for its own second factor; here one is asked after a password. */
const asksCode = (source: string) => source !== 'openid'

/** The code of the authenticator, for who turned it on. */
export const codeStep: SecondStep = {
  name: 'second_factor',
  path: '/login/code',
  async isNeeded(user, source) {
    const { isOn } = await factorState(user.id)
    return isOn && asksCode(source)
  },
}

/** Whose profile demands a second factor turns it on before anything else. */
export const enrolmentGate: Gate = {
  name: 'second_factor',
  path: '/account/second-factor',
  async isClosed(user, source) {
    if (!asksCode(source) || !(await mustHaveFactor(user.id, user.municipalityId))) return false
    const { isOn } = await factorState(user.id)
    return !isOn
  },
}
