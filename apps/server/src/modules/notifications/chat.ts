import type { ChatForm } from '@candor/api'

/**
 * A message in the form that a chat's incoming webhook takes: `slack` for Slack, Mattermost and Rocket.Chat; `feishu` for
 * Feishu and Lark; `wecom` for WeCom and DingTalk; `discord` for Discord.
 */
export const chatBody = (form: ChatForm, text: string): object => {
  const bodies: Record<ChatForm, object> = {
    slack: { text },
    feishu: { msg_type: 'text', content: { text } },
    wecom: { msgtype: 'text', text: { content: text } },
    discord: { content: text },
  }
  return bodies[form]
}
