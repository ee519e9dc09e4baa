import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate, useRouter } from '@tanstack/react-router';
import { FileText } from 'lucide-react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';

import { RegisterInput } from '@access/contracts/auth';
import { Button } from '@access/ui/button';
import { Field } from '@access/ui/field';
import { Input } from '@access/ui/input';
import { Notice } from '@access/ui/states';

import { useTRPC } from '../../lib/trpc.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { useUpdateProfile } from '../profile/use-update-profile.ts';
import { usePendingResume } from '../resumes/pending-resume.tsx';
import { AuthFrame } from './auth-frame.tsx';
import { showFormProblem } from './form-problem.ts';
import { PasswordInput } from './password-field.tsx';
import { useEnter } from './use-enter.ts';

const route = getRouteApi('/sign-up');

/** Makes an account; a résumé dropped before is kept and uploaded right after. */
export function SignUpPage(): ReactNode {
  usePageTitle('Sign up');
  const { next } = route.useSearch();
  const { file } = usePendingResume();
  const enter = useEnter();
  const navigate = useNavigate();
  const router = useRouter();
  const update = useUpdateProfile();
  return (
    <AuthFrame
      title="Create your account"
      footer={
        <>
          Already registered?{' '}
          <Link
            to="/sign-in"
            search={next === undefined ? (file === null ? {} : { next: '/welcome' }) : { next }}
            className="font-medium text-accent-text underline-offset-2 hover:underline"
          >
            Sign in
          </Link>
        </>
      }
    >
      {file !== null && (
        <p className="mb-4 flex items-center gap-2.5 rounded-lg bg-accent-soft px-3 py-2 text-sm">
          <FileText className="size-4 shrink-0 text-accent-text" />
          <span className="min-w-0 truncate font-medium">{file.name}</span>
          <span className="ml-auto shrink-0 text-muted">read after sign-up</span>
        </p>
      )}
      <SignUpForm
        onSignedUp={(session) => {
          enter(session);
          // Dates and money are written as this browser does; the choice can be changed in the settings.
          update.mutate({
            locale: navigator.language,
            timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          });
          // From a job, back to the job; from anywhere else the first step is the résumé.
          if (next?.startsWith('/jobs/') === true && file === null) router.history.push(next);
          else void navigate({ to: '/welcome' });
        }}
      />
    </AuthFrame>
  );
}

const needs = {
  displayName: 'Enter the name you want to be called by',
  email: 'Enter your e-mail address, for example ana@example.org',
  password: 'Choose a password of 10 to 256 characters',
};

/** The form alone; what was typed stays on every error, the password too. */
export function SignUpForm(props: { onSignedUp: ReturnType<typeof useEnter> }): ReactNode {
  const trpc = useTRPC();
  const form = useForm({
    resolver: zodResolver(RegisterInput),
    defaultValues: { displayName: '', email: '', password: '' },
  });
  const { errors } = form.formState;
  const signUp = useMutation(
    trpc.session.signUp.mutationOptions({
      onSuccess: props.onSignedUp,
      onError: (error) => showFormProblem(error, ['displayName', 'email', 'password'], form.setError),
    }),
  );
  const messageOf = (name: keyof typeof needs): string | undefined => {
    const error = errors[name];
    return error === undefined ? undefined : error.type === 'server' ? error.message : needs[name];
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => void form.handleSubmit((values) => signUp.mutate(values))(event)}
    >
      {errors.root?.['server']?.message !== undefined && (
        <Notice tone="danger">{errors.root['server'].message}</Notice>
      )}
      <Field label="Name" error={messageOf('displayName')}>
        <Input autoComplete="name" {...form.register('displayName')} />
      </Field>
      <Field label="E-mail" error={messageOf('email')}>
        <Input type="email" autoComplete="email" {...form.register('email')} />
      </Field>
      <Field
        label="Password"
        hint="At least 10 characters. A few words that only you would put together work well."
        error={messageOf('password')}
      >
        <PasswordInput autoComplete="new-password" {...form.register('password')} />
      </Field>
      <Button type="submit" variant="primary" isBusy={signUp.isPending} isFullWidth>
        Create account
      </Button>
    </form>
  );
}
