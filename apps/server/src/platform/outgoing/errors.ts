import { errorTable } from '../errors.ts'

/** Errors of calls to addresses that people gave us. */
export const outgoingErrors = errorTable({
  OUTGOING_ADDRESS_REFUSED: {
    status: 400,
    title: 'Address refused',
    en: 'This address cannot be used. It must begin with https and lead to the open Internet.',
    zh: '无法使用该地址：必须以 https 开头，且指向公共互联网。',
  },
  OUTGOING_CALL_FAILED: {
    status: 502,
    title: 'Address does not answer',
    en: 'The address did not accept our message. Check it and try again.',
    zh: '该地址未接受我们的消息，请检查后重试。',
  },
})
