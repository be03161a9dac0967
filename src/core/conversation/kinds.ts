/** As `conversation.tag` takes them. */
export const [mostTag, mostTags] = [24, 12]

export const channels = ['wechat', 'phone', 'app', 'email', 'visit'] as const
