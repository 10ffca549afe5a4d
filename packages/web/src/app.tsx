import { QueryClientProvider } from '@tanstack/react-query';
import { queryClient } from './api/hooks.ts';
import { Layout } from './layout/layout.tsx';
import { CurrentPage } from './routes/current-page.tsx';

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Layout>
        <CurrentPage />
      </Layout>
    </QueryClientProvider>
  );
}
