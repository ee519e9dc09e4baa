import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';

import { LoginInput } from '@access/contracts/auth';
import { Button } from '@access/ui/button';
import { Field } from '@access/ui/field';
import { Input } from '@access/ui/input';
import { Notice } from '@access/ui/states';

import { useTRPC } from '../../lib/trpc.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { AuthFrame } from './auth-frame.tsx';
import { showFormProblem } from './form-problem.ts';
import { PasswordInput } from './password-field.tsx';
import { useEnter } from './use-enter.ts';

const route = getRouteApi('/sign-in');

/** Signs a person in and returns them to where they came from. */
export function SignInPage(): ReactNode {
  usePageTitle('Sign in');
  const { next } = route.useSearch();
  const router = useRouter();
  const enter = useEnter();
  return (
    <AuthFrame
      title="Sign in to Access"
      footer={
        <>
          New here?{' '}
          <Link
            to="/sign-up"
            search={next === undefined ? {} : { next }}
            className="font-medium text-accent-text underline-offset-2 hover:underline"
          >
            Create an account
          </Link>
        </>
      }
    >
      <SignInForm
        onSignedIn={(session) => {
          enter(session);
          router.history.push(next ?? (session.user?.userType === 'admin' ? '/admin' : '/for-you'));
        }}
      />
    </AuthFrame>
  );
}

/** The form alone; what was typed stays on every error. */
export function SignInForm(props: { onSignedIn: ReturnType<typeof useEnter> }): ReactNode {
  const trpc = useTRPC();
  const form = useForm({
    resolver: zodResolver(LoginInput),
    defaultValues: { email: '', password: '' },
    shouldFocusError: true,
  });
  const { errors } = form.formState;
  const signIn = useMutation(
    trpc.session.signIn.mutationOptions({
      onSuccess: props.onSignedIn,
      onError: (error) => showFormProblem(error, ['email', 'password'], form.setError),
    }),
  );
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => void form.handleSubmit((values) => signIn.mutate(values))(event)}
    >
      {errors.root?.['server']?.message !== undefined && (
        <Notice tone="danger">{errors.root['server'].message}</Notice>
      )}
      <Field label="E-mail" error={errors.email && 'Enter your e-mail address, for example ana@example.org'}>
        <Input type="email" autoComplete="email" {...form.register('email')} />
      </Field>
      <Field
        label="Password"
        error={
          errors.password &&
          (errors.password.type === 'server' ? errors.password.message : 'Enter your password')
        }
      >
        <PasswordInput autoComplete="current-password" {...form.register('password')} />
      </Field>
      <Button type="submit" variant="primary" isBusy={signIn.isPending} isFullWidth>
        Sign in
      </Button>
    </form>
  );
}
