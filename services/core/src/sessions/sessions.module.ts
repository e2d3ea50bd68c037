import { Module } from '@nestjs/common';
import { BrowserSessions } from './browser-session.service';
import { SessionResolver } from './session.resolver';
import { SignInResolver } from './sign-in.resolver';

@Module({ providers: [BrowserSessions, SignInResolver, SessionResolver] })
export class SessionsModule {}
