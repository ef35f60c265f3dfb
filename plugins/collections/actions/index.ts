import type { Action } from '#core/actions/index'
import { closeCampaignAction, createCampaignAction } from './campaigns.ts'
import { assignAction, scheduleAction, takeAction } from './cases.ts'
import { cancelPromiseAction, contactAction } from './contact.ts'

export default [
  contactAction,
  cancelPromiseAction,
  takeAction,
  assignAction,
  scheduleAction,
  createCampaignAction,
  closeCampaignAction,
] as readonly Action[]
