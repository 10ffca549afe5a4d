// All that a member can set, in parts, each at its own address.
import { type ComponentType, lazy, Suspense } from 'react';
import type { PageProps } from '../routes/pages.tsx';
import { paths } from '../routes/paths.ts';
import { PageHead } from '../ui/page-head.tsx';
import { TextSkeleton } from '../ui/skeleton.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { settings } from '../words/settings.ts';
import { MissingPage } from './in-between.tsx';
import { DataPart } from './settings/data-part.tsx';
import { NotificationsPart } from './settings/notifications-part.tsx';
import { ProfilePart } from './settings/profile-part.tsx';
import { SecurityPart } from './settings/security-part.tsx';
import { WebhooksPart } from './settings/webhooks-part.tsx';
import css from './settings.module.css';

/** It finds films and people while one types, with code that the other parts do without. */
const TastePart = lazy(() => import('./settings/taste-part.tsx').then((module) => ({ default: module.TastePart })));

type Part = keyof typeof settings.part;

const PARTS: Record<Part, ComponentType> = {
  profile: ProfilePart,
  taste: TastePart,
  notifications: NotificationsPart,
  security: SecurityPart,
  webhooks: WebhooksPart,
  data: DataPart,
};

export function SettingsPage({ params: { part = 'profile' } }: PageProps) {
  if (!Object.hasOwn(PARTS, part)) return <MissingPage />;
  const Shown = PARTS[part as Part];
  const tabs = (Object.keys(PARTS) as Part[]).map((name) => ({
    to: paths.settings(name),
    label: settings.part[name],
    isCurrent: name === part,
  }));
  return (
    <div className={css.page}>
      <PageHead title={settings.part[part as Part]} eyebrow={settings.title} lead={settings[part as Part].lead} />
      <Tabs label={settings.parts} tabs={tabs} />
      <div className={css.part}>
        <Suspense fallback={<TextSkeleton lines={5} />}>
          <Shown />
        </Suspense>
      </div>
    </div>
  );
}
