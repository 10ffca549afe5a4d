// The words of the notifications.
import { many } from './counting.ts';

export const inboxWords = {
  title: 'Notifications',
  unread: (count: number) => (count === 0 ? 'Everything is read.' : many(count, 'is unread', 'are unread')),
  all: 'All',
  onlyUnread: 'Unread',
  filter: 'Which notifications',
  readAll: 'Mark all as read',
  readOne: (text: string) => `Mark as read: ${text}`,
  new: 'New',
  none: 'Nothing here yet',
  noneMore:
    'Follow the reviews of a film on its page, and you hear of each new one here. So you do of comments on your reviews, and of likes.',
  noneUnread: 'All is read',
  noneUnreadMore: 'What comes next appears here by itself.',
  browse: 'Find a film to follow',
  settings: 'What to be told of',
  following: 'Films whose reviews you follow',
  unfollowOf: (title: string) => `Stop following the reviews of ${title}`,
  unfollowed: (title: string) => `You do not follow ${title} any more`,
  followAgain: 'Undo',
  more: 'Show older ones',
};
